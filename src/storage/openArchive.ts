/** The archive in IndexedDB, for windows and workers; in memory where the browser stores nothing. */
import type { RunRecord } from '../record/record';
import { summaryOf } from '../record/summary';
import { type Archive, type RunMarks, StorageFull } from './archive';
import { type Database, openDatabase } from './database';
import { keptRecord, keptSummary, keptSweep, toKeep } from './kept';
import { withMarks } from './marks';
import { memoryArchive } from './memoryArchive';
import { openNews } from './news';

export async function openArchive(): Promise<Archive> {
  const database = openDatabase();
  try {
    await database();
  } catch (error) {
    return memoryArchive((error as Error).message);
  }
  return archiveIn(database);
}

function archiveIn(database: () => Promise<Database>): Archive {
  const news = openNews();
  let unreadable = 0;

  /** Runs that this archive has written: where one is missing at its next writing, somebody else has removed it. */
  const written = new Set<string>();

  /** Summary and record change together, so that lists and charts never disagree. */
  async function write(given: readonly RunRecord[], revive: boolean): Promise<void> {
    const records = given.map(toKeep);
    await writing(async () => {
      const transaction = (await database()).transaction(['summaries', 'records'], 'readwrite');
      const [summaries, wholes] = [transaction.objectStore('summaries'), transaction.objectStore('records')];
      const putOne = async (record: RunRecord) => {
        if (!revive && written.has(record.id) && (await summaries.getKey(record.id)) === undefined) return;
        await Promise.all([summaries.put(summaryOf(record)), wholes.put(record)]);
      };
      try {
        await Promise.all([...records.map(putOne), transaction.done]);
      } catch (error) {
        abort(transaction); // what cannot be cloned throws before anything is refused
        throw error;
      }
    });
    for (const { id } of records) written.add(id);
    news.tell({ runs: records.map(({ id }) => id) });
  }

  return {
    keeps: 'stored',
    remark: null,
    async summaries(ids) {
      const store = (await database()).transaction('summaries').store;
      const values: unknown[] = ids ? (await Promise.all(ids.map((id) => store.get(id)))).filter((found) => found !== undefined) : await store.getAll();
      const summaries = values.flatMap((value) => keptSummary(value) ?? []);
      if (!ids) unreadable = values.length - summaries.length;
      return summaries.sort((a, b) => b.startedAt - a.startedAt);
    },
    unreadable: () => unreadable,
    record: async (id) => keptRecord(await (await database()).get('records', id)),
    put: (record) => write([record], false),
    putAll: (records) => write(records, true),
    async remove(ids) {
      const transaction = (await database()).transaction(['summaries', 'records', 'marks'], 'readwrite');
      const stores = (['summaries', 'records', 'marks'] as const).map((name) => transaction.objectStore(name));
      await Promise.all([...ids.flatMap((id) => stores.map((store) => store.delete(id))), transaction.done]);
      for (const id of ids) written.delete(id);
      news.tell({ runs: ids });
    },
    async marks() {
      // Without a prototype: ids of foreign runs may be any word, "constructor" too.
      const marks = Object.create(null) as Record<string, RunMarks>;
      for (const { id, ...kept } of await (await database()).getAll('marks')) marks[id] = withMarks(kept);
      return marks;
    },
    async mark(id, changes) {
      await writing(async () => {
        const { store, done } = (await database()).transaction('marks', 'readwrite');
        await store.put({ id, ...withMarks(await store.get(id), changes) });
        await done;
      });
      news.tell({ runs: [id] });
    },
    sweeps: async () => (await (await database()).getAll('sweeps')).flatMap((value) => keptSweep(value) ?? []),
    async putSweep(sweep) {
      await writing(async () => (await database()).put('sweeps', sweep));
      news.tell({ sweeps: [sweep.id] });
    },
    async removeSweep(id) {
      await (await database()).delete('sweeps', id);
      news.tell({ sweeps: [id] });
    },
    onChange: news.onChange,
  };
}

function abort(transaction: { abort(): void; done: Promise<void> }): void {
  transaction.done.catch(() => undefined);
  try {
    transaction.abort();
  } catch {
    // it has ended by itself
  }
}

/** A transaction that finds no room changes nothing. */
async function writing(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'QuotaExceededError') throw error;
    throw new StorageFull(
      'The browser’s storage for this page is full, so this cannot be saved. What was stored before is untouched. ' +
        'Delete runs that you no longer need or free some disk space.',
    );
  }
}
