/** One run of this visit, as everything on the page sees it: plain data, changed only by `applyEvent`. */
import type { Task } from '../data/dataset';
import type { Experiment } from '../experiment/fields';
import type {
  DeviceReport,
  Failure,
  FeatureMap,
  FinalReport,
  Inside,
  InspectionProgress,
  Judgement,
  Point,
  RunMemory,
  RunState,
  RunTiming,
  TaskAccuracy,
  ViewsSample,
} from '../worker/protocol';
import { emptySeries, type Series } from './series';

export interface Progress {
  label: string;
  /** 0…1, or null where the length is unknown. */
  fraction: number | null;
  secondsLeft: number | null;
}

export interface Run {
  readonly id: string;
  readonly experiment: Experiment;
  /** The experiment's link, which tells whether two runs are the same. */
  readonly link: string;
  /** Which colour, dash and marker its curves have. */
  readonly slot: number;
  readonly state: RunState;
  readonly hidden: boolean;
  readonly device: DeviceReport | null;
  readonly progress: Progress | null;
  readonly tasks: readonly Task[];
  readonly images: { train: number; test: number; probeTrain: number; probeTest: number } | null;
  /** Pretext loss of every step. */
  readonly losses: Series;
  readonly stepMilliseconds: number | null;
  readonly points: readonly Point[];
  readonly views: ViewsSample | null;
  readonly final: FinalReport | null;
  readonly timing: RunTiming | null;
  readonly memory: RunMemory | null;
  readonly failure: Failure | null;
  /** What was asked for on demand, and how far it is. */
  readonly inspection: InspectionProgress | null;
  readonly judgement: Judgement | null;
  readonly map: FeatureMap | null;
}

export function newRun(id: string, experiment: Experiment, link: string, slot: number): Run {
  return {
    id,
    experiment,
    link,
    slot,
    state: 'preparing',
    hidden: false,
    device: null,
    progress: null,
    tasks: [],
    images: null,
    losses: emptySeries,
    stepMilliseconds: null,
    points: [],
    views: null,
    final: null,
    timing: null,
    memory: null,
    failure: null,
    inspection: null,
    judgement: null,
    map: null,
  };
}

/** Whether the worker still holds this run. */
export function isActive(run: Run): boolean {
  return run.state === 'preparing' || run.state === 'running' || run.state === 'paused';
}

/** Whether its network can be judged on demand: the worker has its weights and is not training it. */
export function isInspectable(run: Run): boolean {
  return run.state === 'finished' || (run.state === 'paused' && run.points.length > 0);
}

/** Finished optimizer steps. */
export function stepsDone(run: Run): number {
  const last = run.points[run.points.length - 1];
  const lossSteps = run.losses.length === 0 ? 0 : run.losses.firstStep + run.losses.length - 1;
  return Math.max(lossSteps, last?.step ?? 0);
}

/** Refit accuracy of the untrained network, once it is known. */
export function untrained(run: Run): TaskAccuracy | null {
  const first = run.points[0];
  return first?.step === 0 ? (first.refit ?? null) : null;
}

/** The newest look inside. */
export function latestInside(run: Run): Inside | null {
  return run.points.findLast(({ inside }) => inside)?.inside ?? null;
}

/** The newest refit measurement and the step it was taken at. */
export function latestRefit(run: Run): { step: number; accuracy: TaskAccuracy } | null {
  for (let index = run.points.length - 1; index >= 0; index--) {
    const { step, refit } = run.points[index]!;
    if (refit) return { step, accuracy: refit };
  }
  return null;
}

/** Seconds until the last step at the present pace; null while there is no pace yet. */
export function secondsLeft(run: Run): number | null {
  if (run.stepMilliseconds === null) return null;
  return ((run.experiment.steps - stepsDone(run)) * run.stepMilliseconds) / 1000;
}
