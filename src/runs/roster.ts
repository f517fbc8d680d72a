/** Which runs are kept, in which order, and which curve style each one has. The newest run is last. */
import type { RunRecord } from '../record/record';
import { type Run, shownRun } from './run';

/** More curves than this cannot be told apart, whatever their style. */
export const MOST_RUNS = 24;

/** Adds a run. Its earlier self (the same link, hence the same digits) makes room for it, unless it came by link, and so does the oldest run. */
export function withRun(runs: readonly Run[], make: (slot: number) => Run, link: string): readonly Run[] {
  const isFormer = (run: Run) => run.link === link && run.origin !== 'received';
  const others = runs.filter((run) => !isFormer(run));
  const former = runs.find(isFormer);
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

/** Adds runs that are over behind the current one, which stays last; those that are there already are shown again. */
export function withShown(runs: readonly Run[], records: readonly RunRecord[]): readonly Run[] {
  return records.reduce((kept, record) => {
    if (kept.some(({ id }) => id === record.id)) return withVisibility(kept, record.id, false);
    const room = kept.length < MOST_RUNS ? kept : kept.slice(1);
    const added = shownRun(record, freeSlot(room));
    return room.length === 0 ? [added] : [...room.slice(0, -1), added, room[room.length - 1]!];
  }, runs);
}
