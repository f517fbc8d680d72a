/**
 * What is kept between visits: runs, what a visitor wrote beside them, and sweeps. Records are written by the training worker
 * (and by imports), marks by the page, so that neither writes over the other. Every tab hears of changes.
 */
import type { RunRecord } from '../record/record';
import type { StoredSweep } from '../record/storedSweep';
import type { RunSummary } from '../record/summary';

/** What a visitor says of a run. */
export interface RunMarks {
  /** Shown instead of the settings; empty where none was given. */
  readonly name: string;
  readonly note: string;
  readonly pinned: boolean;
}

export const noMarks: RunMarks = { name: '', note: '', pinned: false };

/** Ids of what was written, marked or removed. */
export interface ArchiveChange {
  readonly runs: readonly string[];
  readonly sweeps: readonly string[];
}

export interface Archive {
  /** `visit`: nothing can be stored (private mode, say), so everything lives as long as this page or worker. */
  readonly keeps: 'stored' | 'visit';
  /** Why nothing can be stored, and what to do; null where it can. */
  readonly remark: string | null;
  /** All runs, newest first; or those with these ids, as far as they are there. What cannot be read is left out. */
  summaries(ids?: readonly string[]): Promise<RunSummary[]>;
  /** How many runs the last reading of all summaries left out, since they are damaged. */
  unreadable(): number;
  record(id: string): Promise<RunRecord | null>;
  /**
   * Throws `StorageFull`; what was stored before is untouched. A run that was put here before and removed elsewhere since (from
   * the page, while the worker trains it) stays removed.
   */
  put(record: RunRecord): Promise<void>;
  /** All or none, removed ones too. Throws `StorageFull`. */
  putAll(records: readonly RunRecord[]): Promise<void>;
  /** With their marks. */
  remove(ids: readonly string[]): Promise<void>;
  marks(): Promise<Readonly<Record<string, RunMarks>>>;
  /** Texts are tidied (marks.ts). */
  mark(id: string, changes: Partial<RunMarks>): Promise<void>;
  sweeps(): Promise<StoredSweep[]>;
  putSweep(sweep: StoredSweep): Promise<void>;
  removeSweep(id: string): Promise<void>;
  /** Told after every change by this or another tab or worker; returns how to stop listening. */
  onChange(listener: (change: ArchiveChange) => void): () => void;
}

/** Storage is full; its message says what to do. Nothing that was saved is lost. */
export class StorageFull extends Error {
  override name = 'StorageFull';
}
