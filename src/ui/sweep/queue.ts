/** A sweep's queue as a list: where each run stands, in the order in which they come. Pure. */
import type { Experiment } from '../../experiment/fields';
import { writeLink } from '../../experiment/link';
import { experimentsOf, type Sweep } from '../../experiment/sweep';
import type { SweepProgress } from '../../record/storedSweep';

export type QueueState = 'running' | 'halted' | 'waiting' | 'finished' | 'failed' | 'skipped';

export interface QueueItem {
  readonly link: string;
  readonly experiment: Experiment;
  readonly state: QueueState;
  /** Its run, once it has one. */
  readonly runId: string | null;
  /** What went wrong, of a failed one. */
  readonly problem: string | null;
}

export interface Queue {
  /** The one that goes on, then those that wait, the next one first. */
  readonly ahead: readonly QueueItem[];
  /** The others, in the sweep's order. */
  readonly behind: readonly QueueItem[];
  readonly finished: number;
  readonly runs: number;
}

/** The runs of a sweep by link, in its order. */
export function runsByLink(sweep: Sweep): ReadonlyMap<string, Experiment> {
  return new Map(experimentsOf(sweep).map((experiment) => [writeLink(experiment), experiment]));
}

/** `known`: what `runsByLink` gives, which costs more than a queue that changes with every point of a run should. */
export function queueOf(known: ReadonlyMap<string, Experiment>, { waiting, skipped, runs, failed, current }: SweepProgress): Queue {
  const item = (link: string, state: QueueState): QueueItem => ({ link, experiment: known.get(link)!, state, runId: runs[link] ?? null, problem: failed[link] ?? null });
  const stateAhead = (link: string): QueueState => {
    const runId = runs[link];
    if (runId === undefined) return 'waiting';
    return runId === current ? 'running' : 'halted';
  };
  const ahead = waiting.filter((link) => known.has(link)).map((link) => item(link, stateAhead(link)));
  const isAhead = new Set(waiting);
  const isSkipped = new Set(skipped);
  const behind = [...known.keys()]
    .filter((link) => !isAhead.has(link))
    .map((link) => item(link, isSkipped.has(link) ? 'skipped' : link in failed ? 'failed' : 'finished'));
  return { ahead, behind, finished: behind.filter(({ state }) => state === 'finished').length, runs: known.size };
}

/** Links of those ahead with one of them moved; `to` is clamped, and the one that goes on stays first. */
export function moved(ahead: readonly QueueItem[], link: string, to: number): string[] {
  const first = ahead[0]?.state === 'running' ? 1 : 0;
  const others = ahead.map((item) => item.link).filter((other) => other !== link);
  const place = Math.max(first, Math.min(others.length, to));
  return [...others.slice(0, place), link, ...others.slice(place)];
}
