/** One run as everything on the page sees it: what it leaves behind, and what is only for the eye. Changed only by `applyEvent`. */
import { newRecord, type RunRecord, type RunStart } from '../record/record';
import type { FeatureMap, InspectionProgress, ViewsSample } from '../worker/protocol';

export { isActive, latestInside, latestRefit, secondsLeft, stepsDone, untrained } from '../record/record';

export interface Progress {
  label: string;
  /** 0…1, or null where the length is unknown. */
  fraction: number | null;
  secondsLeft: number | null;
}

export interface Run extends RunRecord {
  /** Which colour, dash and marker its curves have. */
  readonly slot: number;
  readonly hidden: boolean;
  readonly progress: Progress | null;
  readonly views: ViewsSample | null;
  /** What was asked for on demand, and how far it is. */
  readonly inspection: InspectionProgress | null;
  readonly map: FeatureMap | null;
}

export function newRun(start: RunStart, slot: number): Run {
  return shownRun(newRecord(start), slot);
}

/** A run that was kept, or that came from elsewhere, with a curve of its own. */
export function shownRun(record: RunRecord, slot: number): Run {
  return { ...record, slot, hidden: false, progress: null, views: null, inspection: null, map: null };
}

/** Whether its network can be judged on demand: the worker has its weights and is not training it. */
export function isInspectable(run: Run): boolean {
  // A file brings either curves or, without any, a network.
  if (run.origin === 'imported') return run.state === 'finished' && run.points.length === 0;
  return run.origin === 'here' && (run.state === 'finished' || (run.state === 'paused' && run.points.length > 0));
}
