/** A run in a few numbers: what lists, sweeps and intervals need, a thousand of which are read at once. */
import type { Task } from '../data/dataset';
import type { EndEvaluation, TaskAccuracy } from '../train/events';
import { gainError } from './effects';
import { judgedEnds, latestInside, refitPair, type RunRecord, stepsDone } from './record';

/** What a list says of a run as its record has it. */
type Head = Pick<RunRecord, 'id' | 'experiment' | 'link' | 'origin' | 'startedAt' | 'madeBy' | 'sweepId' | 'state' | 'stepMilliseconds'>;

export interface RunSummary extends Head {
  readonly device: { readonly backend: 'webgpu' | 'wasm'; readonly adapter: string } | null;
  /** Names, in the order of the data set. */
  readonly tasks: readonly string[];
  /** Test images that the accuracies below were judged on; null before they are known. */
  readonly testImages: number | null;
  /** How many of them were right at the two ends, per task; null before the end, and in runs that were made before counts were kept. */
  readonly correct: { readonly untrained: Readonly<Record<string, number>>; readonly trained: Readonly<Record<string, number>> } | null;
  /** Standard error of what training added, per task, where both ends are known; paired, since they see the same images. */
  readonly gainErrors: TaskAccuracy | null;
  /** Finished optimizer steps. */
  readonly step: number;
  /** Refit probe of the untrained network, and the newest: of the two ends once there are both, of looks before. */
  readonly untrained: TaskAccuracy | null;
  readonly refit: TaskAccuracy | null;
  /** Mean pretext loss at the newest point. */
  readonly loss: number | null;
  readonly rankMe: number | null;
  readonly collapse: number | null;
}

export function summaryOf(record: RunRecord): RunSummary {
  const { id, experiment, link, origin, startedAt, madeBy, sweepId, state, device, tasks, images, points, stepMilliseconds } = record;
  const inside = latestInside(record);
  const ends = judgedEnds(record);
  return {
    id,
    experiment,
    link,
    origin,
    startedAt,
    madeBy,
    sweepId,
    state,
    device: device && { backend: device.backend, adapter: device.adapter },
    tasks: tasks.map(({ name }) => name),
    testImages: ends?.trained.testImages ?? images?.lookTest ?? null,
    correct: ends && { untrained: ends.untrained.correct, trained: ends.trained.correct },
    gainErrors: ends && gainErrorsOf(ends, tasks),
    step: stepsDone(record),
    ...refitPair(record),
    loss: record.final?.loss ?? points.findLast(({ loss }) => loss !== null)?.loss ?? null,
    rankMe: inside?.rankMe ?? null,
    collapse: inside?.collapse ?? null,
    stepMilliseconds,
  };
}

function gainErrorsOf({ untrained, trained }: { untrained: EndEvaluation; trained: EndEvaluation }, tasks: readonly Task[]): TaskAccuracy {
  return Object.fromEntries(
    tasks.flatMap(({ name }) => {
      const error = gainError(untrained, trained, name);
      return error === null ? [] : [[name, error]];
    }),
  );
}
