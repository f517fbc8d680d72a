/** What the page and the data worker say to each other: plain, structured-cloneable data. */
import type { HeldDataset, Holding } from '../data/library/holdings';
import type { FolderFile } from '../data/own/importFolder';

export interface ImportProgress {
  /** E.g. "Reading cifar-10-binary.tar.gz". */
  label: string;
  /** 0…1 over all files of the import. */
  fraction: number;
  /** Null until there is something to judge by. */
  secondsLeft: number | null;
}

export interface ImportReport {
  /** What is there now, e.g. "data_batch_1.bin" or "300 training and 75 test images in 3 classes". */
  imported: string[];
  /** One sentence for each file, or kind of file, that could not be used; the others were kept. */
  problems: string[];
  /** Everything there is after the import. */
  holdings: Holding[];
}

/** `id` pairs an answer with its question. */
export type DataQuestion =
  | { kind: 'list'; id: number }
  | { kind: 'import'; id: number; files: File[] }
  | { kind: 'import-folder'; id: number; files: FolderFile[] }
  | { kind: 'remove'; id: number; dataset: HeldDataset };

export type DataAnswer =
  | { kind: 'progress'; id: number; progress: ImportProgress }
  | { kind: 'holdings'; id: number; holdings: Holding[] }
  | { kind: 'imported'; id: number; report: ImportReport }
  | { kind: 'failed'; id: number; failure: { name: string; message: string } };
