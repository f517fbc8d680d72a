/** A worker that saves checkpoints as the training worker does. */
import { openArchive } from '../../../src/storage/openArchive';
import { openCheckpoints } from '../../../src/storage/checkpoints';
import { finishedRecord } from '../../storage/archiveContract';
import { checkpointRules } from '../../storage/checkpointContract';

export type Question =
  | { kind: 'check'; rule: string }
  /** Saves `step` as the header and that many thousand numbers. */
  | { kind: 'save'; runId: string; step: number; thousands: number }
  | { kind: 'load'; runId: string }
  /** Puts a run twice, and waits for so long between. */
  | { kind: 'putTwice'; runId: string; waitMs: number };

/** Null where all went well; else the error's name and message, or what was asked for. */
export type Answer = string | null;

async function answer(question: Question): Promise<Answer> {
  const store = await openCheckpoints();
  if (store.keeps !== 'stored') return 'nothing is stored';
  switch (question.kind) {
    case 'check':
      for (const { runId } of await store.list()) await store.remove(runId);
      await checkpointRules[question.rule]!(store);
      return null;
    case 'save':
      await store.save(question.runId, question.step, [new Float32Array(1_000 * question.thousands).fill(question.step)]);
      return null;
    case 'load': {
      const state = await store.load(question.runId);
      return state && `${String(state.header)} ${state.arrays[0]!.length} ${state.arrays[0]!.at(-1)}`;
    }
    case 'putTwice': {
      const archive = await openArchive();
      await archive.put(finishedRecord(question.runId, 1));
      await new Promise((resolve) => setTimeout(resolve, question.waitMs));
      await archive.put({ ...finishedRecord(question.runId, 1), state: 'failed' });
      return null;
    }
  }
}

self.onmessage = ({ data }: MessageEvent<Question>) => {
  void answer(data).then(
    (text) => self.postMessage(text),
    (error: Error) => self.postMessage(`${error.name}: ${error.message}`),
  );
};
