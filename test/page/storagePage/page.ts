/** Runs in Chromium: the rules of archives and checkpoint stores, kept by the real storages. */
import { openArchive } from '../../../src/storage/openArchive';
import { archiveRules, finishedRecord } from '../../storage/archiveContract';
import { checkpointRules } from '../../storage/checkpointContract';
import type { Answer, Question } from './worker';

declare global {
  interface Window {
    storage: {
      archiveRules: string[];
      checkpointRules: string[];
      /** Null where it holds. */
      checkArchive(rule: string): Promise<string | null>;
      /** In a worker, as the files need. */
      ask(question: Question): Promise<Answer>;
      openArchive: typeof openArchive;
      finishedRecord: typeof finishedRecord;
    };
  }
}

async function told(work: Promise<void>): Promise<string | null> {
  return work.then(() => null, (error: Error) => error.message);
}

window.storage = {
  archiveRules: Object.keys(archiveRules),
  checkpointRules: Object.keys(checkpointRules),
  openArchive,
  finishedRecord,
  async checkArchive(rule) {
    const archive = await openArchive();
    if (archive.keeps !== 'stored') return 'nothing is stored';
    await archive.remove((await archive.summaries()).map(({ id }) => id));
    return told(archiveRules[rule]!(archive));
  },
  ask(question) {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    return new Promise<Answer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(question);
    }).finally(() => worker.terminate());
  },
};
