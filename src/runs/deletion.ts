/** Deleting kept runs, with a while in which they can be taken back. */
import type { RunRecord } from '../record/record';
import type { Archive, RunMarks } from '../storage/archive';
import type { Lab } from './lab';
import { isActive } from './run';

/** How long deleted runs can be taken back. */
export const UNDO_MS = 10_000;
/** More than this are deleted for good, since they would have to be held in memory; the page asks before. */
export const MOST_UNDOABLE = 50;

interface Deleted {
  readonly ids: readonly string[];
  readonly records: readonly RunRecord[];
  readonly marks: Readonly<Record<string, RunMarks>>;
  /** Those that were in the charts. */
  readonly shown: ReadonlySet<string>;
  readonly forgetting: ReturnType<typeof setTimeout>;
}

export interface Deletion {
  remove(archive: Archive, ids: readonly string[]): Promise<void>;
  undo(archive: Archive): Promise<void>;
}

export function createDeletion(lab: Lab, recordOf: (id: string) => Promise<RunRecord | null>, onUndoable: (runs: number) => void): Deletion {
  let deleted: Deleted | null = null;

  function take(): Deleted | null {
    const taken = deleted;
    clearTimeout(taken?.forgetting);
    deleted = null;
    onUndoable(0);
    return taken;
  }

  function forgetLast(): void {
    const last = take();
    if (last) void forgetStates(last.ids);
  }

  return {
    async remove(archive, ids) {
      forgetLast();
      const shown = new Set(lab.store.getState().runs.map(({ id }) => id).filter((id) => ids.includes(id)));
      const canUndo = ids.length <= MOST_UNDOABLE;
      const records = canUndo ? (await Promise.all(ids.map(recordOf))).filter((record) => record !== null) : [];
      const marks = await archive.marks();
      for (const id of shown) lab.remove(id);
      await archive.remove(ids);
      lab.say(`${ids.length === 1 ? 'The run was' : `${ids.length} runs were`} deleted.${canUndo ? ' Undo brings them back for a few seconds.' : ''}`);
      if (!canUndo) return forgetStates(ids);
      deleted = { ids, records, marks, shown, forgetting: setTimeout(forgetLast, UNDO_MS) };
      onUndoable(records.length);
    },
    async undo(archive) {
      const last = take();
      if (!last) return;
      // Training was ended; what goes on is told apart from what was interrupted by the worker that holds it.
      await archive.putAll(last.records);
      for (const { id } of last.records) if (last.marks[id]) await archive.mark(id, last.marks[id]);
      lab.show(last.records.filter((record) => last.shown.has(record.id) && !isActive(record)));
      lab.say(last.records.length === 1 ? 'The run is back.' : `${last.records.length} runs are back.`);
    },
  };
}

/** What training would go on from. */
async function forgetStates(ids: readonly string[]): Promise<void> {
  const { openCheckpoints } = await import('../storage/checkpoints');
  const checkpoints = await openCheckpoints();
  // One that another tab holds is left to it.
  await Promise.allSettled(ids.map((id) => checkpoints.remove(id)));
}
