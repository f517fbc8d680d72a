/**
 * What a run leaves behind: plain, structured-cloneable data, changed only by `recordEvent`. The worker keeps it, the page
 * draws it, files and links carry it; none of them knows more about a run than this, its weights apart.
 */
import type { Task } from '../data/dataset';
import type { Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { accuracyOf } from '../train/endAccuracy';
import type { DeviceReport, EndEvaluation, Failure, FinalReport, Inside, Judgement, Pictures, Point, Reconstruction, RunMemory, RunState, RunTiming, TaskAccuracy } from '../train/events';
import { emptySeries, type Series } from './series';

/**
 * Where a run's figures come from: trained by this browser, a file, a link (not verified), or the runs that the page brings.
 */
export type Origin = 'here' | 'imported' | 'received' | 'recorded';

export interface ImageCounts {
  readonly train: number;
  readonly test: number;
  /** Of the evaluations of the two ends. */
  readonly probeTrain: number;
  readonly probeTest: number;
  /** Of every look on the curve; those of the ends, where a run was made before ends had evaluations of their own. */
  readonly lookTrain: number;
  readonly lookTest: number;
}

export interface Ends {
  readonly untrained: EndEvaluation | null;
  readonly trained: EndEvaluation | null;
}

export interface RunRecord {
  readonly id: string;
  readonly experiment: Experiment;
  /** The experiment's link, which tells whether two runs are the same. */
  readonly link: string;
  readonly origin: Origin;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Version of the page that trained it. */
  readonly madeBy: string;
  /** The sweep that it belongs to. */
  readonly sweepId: string | null;
  readonly state: RunState;
  readonly device: DeviceReport | null;
  readonly tasks: readonly Task[];
  readonly images: ImageCounts | null;
  /** Pretext loss of every step; of a run that came by link only at some. */
  readonly losses: Series;
  readonly stepMilliseconds: number | null;
  readonly points: readonly Point[];
  /** Both null in runs that were made before there were such evaluations. */
  readonly ends: Ends;
  /** The test images that reconstructions show. */
  readonly originals: Pictures | null;
  /** The newest, and the step that it is of. */
  readonly reconstruction: (Reconstruction & { readonly step: number }) | null;
  readonly final: FinalReport | null;
  readonly timing: RunTiming | null;
  readonly memory: RunMemory | null;
  readonly failure: Failure | null;
  readonly judgement: Judgement | null;
}

export interface RunStart {
  readonly id: string;
  readonly experiment: Experiment;
  readonly madeBy: string;
  readonly origin?: Origin;
  readonly startedAt?: number;
  readonly sweepId?: string | null;
}

export const noEnds: Ends = { untrained: null, trained: null };

/** A run of which nothing is known yet. */
export function newRecord({ id, experiment, madeBy, origin = 'here', startedAt = Date.now(), sweepId = null }: RunStart): RunRecord {
  return {
    id,
    experiment,
    link: writeLink(experiment),
    origin,
    startedAt,
    madeBy,
    sweepId,
    state: 'preparing',
    device: null,
    tasks: [],
    images: null,
    losses: emptySeries,
    stepMilliseconds: null,
    points: [],
    ends: noEnds,
    originals: null,
    reconstruction: null,
    final: null,
    timing: null,
    memory: null,
    failure: null,
    judgement: null,
  };
}

/** Whether the worker still holds this run. */
export function isActive({ state }: Pick<RunRecord, 'state'>): boolean {
  return state === 'preparing' || state === 'running' || state === 'paused';
}

/** Finished optimizer steps. */
export function stepsDone({ points, losses }: RunRecord): number {
  const last = points[points.length - 1];
  const lossSteps = losses.length === 0 ? 0 : losses.firstStep + losses.length - 1;
  return Math.max(lossSteps, last?.step ?? 0);
}

/** Both ends, of a run that was judged at both. */
export function judgedEnds({ ends: { untrained, trained } }: Pick<RunRecord, 'ends'>): { untrained: EndEvaluation; trained: EndEvaluation } | null {
  return untrained && trained && { untrained, trained };
}

/** Refit accuracy of the untrained network on the curve, once it is known. */
export function untrained({ points }: Pick<RunRecord, 'points'>): TaskAccuracy | null {
  const first = points[0];
  return first?.step === 0 ? (first.refit ?? null) : null;
}

/**
 * Refit accuracies of the untrained network and the newest, of the same number of images: those of the two ends as soon as there are
 * both, those of looks before.
 */
export function refitPair(record: Pick<RunRecord, 'ends' | 'points'>): { untrained: TaskAccuracy | null; refit: TaskAccuracy | null } {
  const ends = judgedEnds(record);
  if (ends) return { untrained: accuracyOf(ends.untrained), refit: accuracyOf(ends.trained) };
  return { untrained: untrained(record), refit: latestRefit(record)?.accuracy ?? null };
}

/** The newest look inside. */
export function latestInside({ points }: RunRecord): Inside | null {
  return points.findLast(({ inside }) => inside)?.inside ?? null;
}

/** The newest refit measurement and the step it was taken at. */
export function latestRefit({ points }: Pick<RunRecord, 'points'>): { step: number; accuracy: TaskAccuracy } | null {
  const point = points.findLast(({ refit }) => refit);
  return point ? { step: point.step, accuracy: point.refit! } : null;
}

/** Seconds until the last step at the present pace; null while there is no pace yet. */
export function secondsLeft(record: RunRecord): number | null {
  if (record.stepMilliseconds === null) return null;
  return ((record.experiment.steps - stepsDone(record)) * record.stepMilliseconds) / 1000;
}
