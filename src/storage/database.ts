/** The IndexedDB of this page: its stores by version, and a connection that gives way to a newer page and comes back. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { within } from '../engine/within';
import type { RunRecord } from '../record/record';
import type { StoredSweep } from '../record/storedSweep';
import type { RunSummary } from '../record/summary';
import type { RunMarks } from './archive';

const NAME = 'expand-or-narrow';
/** Counts up with every new or changed store; `upgrade` then gets one more step. */
const VERSION = 1;
/** How long an older page in another tab may hold the database. */
const BLOCKED_MS = 3_000;
/** Some browsers leave the first opening after a start without an answer. */
const SILENT_MS = 10_000;

export interface ArchiveSchema extends DBSchema {
  /** Small, so that a thousand are read at once. */
  summaries: { key: string; value: RunSummary };
  records: { key: string; value: RunRecord };
  marks: { key: string; value: RunMarks & { readonly id: string } };
  sweeps: { key: string; value: StoredSweep };
}

export type Database = IDBPDatabase<ArchiveSchema>;

/** Runs cannot be stored here; its message says why and what to do. */
export class StorageClosed extends Error {
  override name = 'StorageClosed';
}

function upgrade(database: Database, from: number): void {
  if (from < 1) for (const store of ['summaries', 'records', 'marks', 'sweeps'] as const) database.createObjectStore(store, { keyPath: 'id' });
}

/** Gives the open database, opening it where it is not; throws `StorageClosed`. */
export function openDatabase(): () => Promise<Database> {
  let opened: Promise<Database> | null = null;
  const forget = () => (opened = null);
  return () => (opened ??= within(SILENT_MS, 'the storage', connect(forget)).catch((error: unknown) => {
    forget();
    throw told(error);
  }));
}

/** `onLost`: the connection was given up for a newer page, or the browser took it (site data cleared). */
function connect(onLost: () => void): Promise<Database> {
  return new Promise((resolve, reject) => {
    const opening = openDB<ArchiveSchema>(NAME, VERSION, {
      upgrade,
      blocked: () => setTimeout(() => reject(new StorageClosed('An older version of this page in another tab holds the stored runs, so runs are kept only for this visit. Close that tab, then reload this page.')), BLOCKED_MS),
      blocking(_current, _wanted, event) {
        onLost();
        (event.target as IDBDatabase).close();
      },
      terminated: onLost,
    });
    opening.then(resolve, reject);
  });
}

function told(error: unknown): StorageClosed {
  if (error instanceof StorageClosed) return error;
  if (error instanceof Error && error.name === 'VersionError') {
    return new StorageClosed('A newer version of this page has stored the runs, so runs are kept only for this visit. Reload this page to get the newer version.');
  }
  return new StorageClosed('This browser stores nothing for this page (a private window, or site data is blocked), so runs are kept only for this visit. Allow site data for this page, then reload it.');
}
