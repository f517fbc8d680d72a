/** A run in a few numbers: what lists, sweeps and intervals need, a thousand of which are read at once. */
import type { TaskAccuracy } from '../train/events';
import { latestInside, latestRefit, type RunRecord, stepsDone, untrained } from './record';

/** What a list says of a run as its record has it. */
type Head = Pick<RunRecord, 'id' | 'experiment' | 'link' | 'origin' | 'startedAt' | 'madeBy' | 'sweepId' | 'state' | 'stepMilliseconds'>;

export interface RunSummary extends Head {
  readonly device: { readonly backend: 'webgpu' | 'wasm'; readonly adapter: string } | null;
  /** Names, in the order of the data set. */
  readonly tasks: readonly string[];
  /** Test images that probes were judged on; null before they are known. */
  readonly testImages: number | null;
  /** Finished optimizer steps. */
  readonly step: number;
  /** Refit probe of the untrained network, and the newest. */
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
    testImages: images?.probeTest ?? null,
    step: stepsDone(record),
    untrained: untrained(record),
    refit: latestRefit(record)?.accuracy ?? null,
    loss: record.final?.loss ?? points.findLast(({ loss }) => loss !== null)?.loss ?? null,
    rankMe: inside?.rankMe ?? null,
    collapse: inside?.collapse ?? null,
    stepMilliseconds,
  };
}
