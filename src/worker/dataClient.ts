/** The page's side of the data worker: a promise per question, and every way to fail ends in a rejection. */
import type { HeldDataset, Holding } from '../data/library/holdings';
import type { FolderFile } from '../data/own/importFolder';
import type { DataAnswer, DataQuestion, ImportProgress, ImportReport } from './dataProtocol';

export interface DataClient {
  /** All images at hand, stored ones and those of the local folder. */
  list(): Promise<Holding[]>;
  /** Archives or .bin files, several at once. Rejects where none of them could be used. */
  importFiles(files: readonly File[], onProgress?: (progress: ImportProgress) => void): Promise<ImportReport>;
  /** Images of the visitor's own, in place of the former ones. Rejects where the folder could not be used. */
  importFolder(files: readonly FolderFile[], onProgress?: (progress: ImportProgress) => void): Promise<ImportReport>;
  /** Removes what was imported; resolves to what is left. */
  remove(dataset: HeldDataset): Promise<Holding[]>;
  dispose(): void;
}

interface Waiting {
  resolve(answer: DataAnswer): void;
  reject(error: Error): void;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

type Unnumbered<Q> = Q extends { id: number } ? Omit<Q, 'id'> : never;

export function createDataClient(): DataClient {
  const worker = new Worker(new URL('./dataHost.ts', import.meta.url), { type: 'module', name: 'images' });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  function rejectAll(message: string): void {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
  }

  worker.onmessage = ({ data: answer }: MessageEvent<DataAnswer>) => {
    const question = waiting.get(answer.id);
    if (!question) return;
    if (answer.kind === 'progress') return question.onProgress?.(answer.progress);
    waiting.delete(answer.id);
    if (answer.kind === 'failed') question.reject(Object.assign(new Error(answer.failure.message), { name: answer.failure.name }));
    else question.resolve(answer);
  };
  worker.onerror = (event) => rejectAll(`Reading images stopped unexpectedly (${event.message}). Reload the page and try again.`);
  worker.onmessageerror = () => rejectAll('The browser could not pass the files on. Reload the page and try again.');

  function ask(question: Unnumbered<DataQuestion>, onProgress?: Waiting['onProgress']): Promise<DataAnswer> {
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, onProgress });
      worker.postMessage({ ...question, id });
    });
  }
  async function askHoldings(question: Unnumbered<DataQuestion>): Promise<Holding[]> {
    const answer = await ask(question);
    return answer.kind === 'holdings' ? answer.holdings : [];
  }
  async function askForImport(question: Unnumbered<DataQuestion>, onProgress: Waiting['onProgress']): Promise<ImportReport> {
    const answer = await ask(question, onProgress);
    if (answer.kind !== 'imported') throw new Error('The import gave no report. Reload the page and try again.');
    return answer.report;
  }

  return {
    list: () => askHoldings({ kind: 'list' }),
    remove: (dataset) => askHoldings({ kind: 'remove', dataset }),
    importFiles: (files, onProgress) => askForImport({ kind: 'import', files: [...files] }, onProgress),
    importFolder: (files, onProgress) => askForImport({ kind: 'import-folder', files: [...files] }, onProgress),
    dispose() {
      worker.terminate();
      rejectAll('Reading images was stopped.');
    },
  };
}
