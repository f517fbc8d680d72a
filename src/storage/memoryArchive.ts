/** The archive where nothing can be stored: everything lives as long as this page or worker, which see nothing of each other. */
import { summaryOf } from '../record/summary';
import type { RunRecord } from '../record/record';
import type { StoredSweep } from '../record/storedSweep';
import type { Archive, ArchiveChange, RunMarks } from './archive';
import { toKeep } from './kept';
import { withMarks } from './marks';

export function memoryArchive(remark: string): Archive {
  const records = new Map<string, RunRecord>();
  const marks = new Map<string, RunMarks>();
  const sweeps = new Map<string, StoredSweep>();
  const listeners = new Set<(change: ArchiveChange) => void>();
  const tell = (change: Partial<ArchiveChange>): void => listeners.forEach((listener) => listener({ runs: [], sweeps: [], ...change }));

  function putAll(given: readonly RunRecord[]): Promise<void> {
    for (const record of given) records.set(record.id, toKeep(record));
    tell({ runs: given.map(({ id }) => id) });
    return Promise.resolve();
  }

  return {
    keeps: 'visit',
    remark,
    summaries(ids) {
      const asked = ids ? ids.flatMap((id) => records.get(id) ?? []) : [...records.values()];
      return Promise.resolve(asked.map(summaryOf).sort((a, b) => b.startedAt - a.startedAt));
    },
    unreadable: () => 0,
    record: (id) => Promise.resolve(records.get(id) ?? null),
    put: (record) => putAll([record]),
    putAll,
    remove(ids) {
      for (const id of ids) [records, marks].forEach((map) => map.delete(id));
      tell({ runs: ids });
      return Promise.resolve();
    },
    // Without a prototype: ids of foreign runs may be any word, "constructor" too.
    marks: () => Promise.resolve(Object.assign(Object.create(null) as Record<string, RunMarks>, Object.fromEntries(marks))),
    mark(id, changes) {
      marks.set(id, withMarks(marks.get(id), changes));
      tell({ runs: [id] });
      return Promise.resolve();
    },
    sweeps: () => Promise.resolve([...sweeps.values()]),
    putSweep(sweep) {
      sweeps.set(sweep.id, structuredClone(sweep));
      tell({ sweeps: [sweep.id] });
      return Promise.resolve();
    },
    removeSweep(id) {
      sweeps.delete(id);
      tell({ sweeps: [id] });
      return Promise.resolve();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
