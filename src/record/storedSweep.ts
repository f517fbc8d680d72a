/** A sweep as it is kept and as the page sees it: which runs it has, which are made, which come next. Plain data; the worker is the only one who changes it. */
import type { BackendWish } from '../engine/backend';
import { writeLink } from '../experiment/link';
import { experimentsOf, type Sweep, writeSweep } from '../experiment/sweep';
import { newId } from './newId';

export interface StoredSweep {
  readonly id: string;
  /** `writeSweep`; names every run (`experimentsOf`). */
  readonly link: string;
  readonly backend: BackendWish;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** When the worker last worked on it. */
  readonly touchedAt: number;
  /** Links of the runs that are still to be made, the next one first; the one that is going on is the first. */
  readonly waiting: readonly string[];
  /** Links of runs that the visitor does not want; each may come back. */
  readonly skipped: readonly string[];
  /** Run by link: finished ones, and the one that is going on. A run that was made before under the same link is taken over. */
  readonly runs: Readonly<Record<string, string>>;
  /** What went wrong, by link; the queue went on with the next. */
  readonly failed: Readonly<Record<string, string>>;
  /** Whether the visitor has halted it; a reload leaves it as it was. */
  readonly paused: boolean;
}

/** A sweep in this page's worker. */
export interface SweepProgress extends StoredSweep {
  /** The run that is going on, here. */
  readonly current: string | null;
  /** By the pace of its finished runs, steps and width considered; null before there is one. */
  readonly secondsLeft: number | null;
  /** Why it is not worked on, as a sentence; null where that needs no word. */
  readonly problem: string | null;
}

/** A sweep's `problem` while another tab has it. */
export const WORKED_ON_ELSEWHERE = 'Another tab of this browser is running this sweep. Watch it there, or close that tab and continue here.';

/** A sweep of which nothing was made yet. */
export function newStoredSweep(sweep: Sweep, backend: BackendWish, now: number): StoredSweep {
  const waiting = experimentsOf(sweep).map(writeLink);
  return { id: newId(), link: writeSweep(sweep), backend, startedAt: now, touchedAt: now, waiting, skipped: [], runs: {}, failed: {}, paused: false };
}

export function isDone({ waiting }: StoredSweep): boolean {
  return waiting.length === 0;
}
