/**
 * `window.expandOrNarrow`: what scripts in the page (the headless command, a visitor's console) can do without the
 * controls. A run started here has a worker of its own, does not disturb the page's, and leaves nothing in the browser's storage.
 */
import { readLink } from '../experiment/link';
import { pageVersion } from '../record/pageVersion';
import { newRecord } from '../record/record';
import { recordEvent } from '../record/recordEvent';
import { type ExperimentReport, reportOf } from '../record/report';
import { createRunClient } from '../worker/client';
import { type BackendWish, isRunEvent, type RunEvent } from '../worker/protocol';

export interface Scripting {
  /**
   * Runs the experiment of a link or query to its end and resolves to its report; rejects with the run's own sentence
   * where it fails. With `judge`, every probe judges it in the end. `onEvent` sees every event as it comes.
   */
  run(query: string, options?: { backend?: BackendWish; judge?: boolean }, onEvent?: (event: RunEvent) => void): Promise<ExperimentReport>;
}

const RUN_ID = 'scripted';

export const scripting: Scripting = {
  run(query, { backend = 'auto', judge = false } = {}, onEvent = () => undefined) {
    const { experiment } = readLink(query);
    return new Promise((resolve, reject) => {
      let record = newRecord({ id: RUN_ID, experiment, madeBy: pageVersion });
      const end = (settle: () => void) => {
        client.dispose();
        settle();
      };
      const fail = (message: string | undefined) => end(() => reject(new Error(message ?? 'The run failed without giving a reason. Start it again.')));
      const finish = () => end(() => resolve(reportOf(record)));
      const hear = (event: RunEvent) => {
        onEvent(event);
        record = recordEvent(record, event);
        if (event.kind === 'state' && event.state === 'failed') fail(event.failure?.message);
        if (event.kind === 'state' && event.state === 'finished') {
          if (judge) client.send({ kind: 'judge', runId: RUN_ID });
          else finish();
        }
        if (event.kind === 'inspection' && event.progress.state === 'failed') fail(event.progress.label);
        if (event.kind === 'inspection' && event.progress.state === 'done') finish();
      };
      const client = createRunClient((event) => isRunEvent(event) && hear(event), (message) => {
        hear({ kind: 'state', runId: RUN_ID, state: 'failed', failure: { name: 'WorkerCrashed', message, step: 0 } });
      });
      client.send({ kind: 'start', runId: RUN_ID, experiment, backend, keep: false });
    });
  },
};

declare global {
  interface Window {
    expandOrNarrow: Scripting;
  }
}
