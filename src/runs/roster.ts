/** Which runs are kept, in which order, and which curve style each one has. The newest run is last. */
import type { Run } from './run';

/** As many as there are curve styles. */
export const MOST_RUNS = 6;

/** Adds a run. Its earlier self (the same link, hence the same digits) makes room for it, and so does the oldest run. */
export function withRun(runs: readonly Run[], make: (slot: number) => Run, link: string): readonly Run[] {
  const others = runs.filter((run) => run.link !== link);
  const former = runs.find((run) => run.link === link);
  const kept = others.slice(Math.max(0, others.length - (MOST_RUNS - 1)));
  return [...kept, make(former?.slot ?? freeSlot(kept))];
}

function freeSlot(runs: readonly Run[]): number {
  const taken = new Set(runs.map((run) => run.slot));
  for (let slot = 0; slot < MOST_RUNS; slot++) if (!taken.has(slot)) return slot;
  return 0;
}

export function withoutRun(runs: readonly Run[], id: string): readonly Run[] {
  return runs.filter((run) => run.id !== id);
}

export function withVisibility(runs: readonly Run[], id: string, hidden: boolean): readonly Run[] {
  return runs.map((run) => (run.id === id ? { ...run, hidden } : run));
}
