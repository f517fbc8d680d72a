/** What the page and the data worker say to each other: plain, structured-cloneable data. */
import type { CifarName } from '../data/cifar/format';
import type { Holding } from '../data/library/holdings';

export interface ImportProgress {
  /** E.g. "Reading cifar-10-binary.tar.gz". */
  label: string;
  /** 0…1 over all files of the import. */
  fraction: number;
  /** Null until there is something to judge by. */
  secondsLeft: number | null;
}

export interface ImportReport {
  /** Official names of the files that are now there, e.g. "data_batch_1.bin". */
  imported: string[];
  /** One sentence for each file that could not be used; the others were kept. */
  problems: string[];
  /** Everything there is after the import. */
  holdings: Holding[];
}

/** `id` pairs an answer with its question. */
export type DataQuestion =
  | { kind: 'list'; id: number }
  | { kind: 'import'; id: number; files: File[] }
  | { kind: 'remove'; id: number; dataset: CifarName };

export type DataAnswer =
  | { kind: 'progress'; id: number; progress: ImportProgress }
  | { kind: 'holdings'; id: number; holdings: Holding[] }
  | { kind: 'imported'; id: number; report: ImportReport }
  | { kind: 'failed'; id: number; failure: { name: string; message: string } };
