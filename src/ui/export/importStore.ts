/** What there is to say about the files of runs and weights that were opened last. */
import { createStore } from 'zustand/vanilla';

export interface ImportState {
  /** What was opened, for the live region too; null where nothing was. */
  readonly done: string | null;
  /** A sentence for each file, run or part of it that is not used. */
  readonly problems: readonly string[];
  /** Query of the sweep that the opened runs belong to. */
  readonly sweep: string | null;
}

const nothing: ImportState = { done: null, problems: [], sweep: null };
export const importStore = createStore<ImportState>(() => nothing);

export function dismissImport(): void {
  importStore.setState(nothing);
}

/** Whether a file is for here rather than an image. */
export function isRunFile({ name }: Pick<File, 'name'>): boolean {
  return /\.(json|safetensors)$/i.test(name);
}
