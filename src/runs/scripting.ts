/**
 * `window.expandOrNarrow`: what scripts in the page (the headless command, a visitor's console) can do without the
 * controls. A run started here has a worker of its own and does not disturb the page's.
 */
import { buildReport, type ExperimentReport } from './report';
import { readLink } from '../experiment/link';
import { createRunClient } from '../worker/client';
import type { BackendWish, RunEvent } from '../worker/protocol';

export interface Scripting {
  /**
   * Runs the experiment of a link or query to its end and resolves to its report; rejects with the run's own sentence
   * where it fails. `onEvent` sees every event as it comes.
   */
  run(query: string, options?: { backend?: BackendWish }, onEvent?: (event: RunEvent) => void): Promise<ExperimentReport>;
}

const RUN_ID = 'scripted';

export const scripting: Scripting = {
  run(query, { backend = 'auto' } = {}, onEvent = () => undefined) {
    const { experiment } = readLink(query);
    return new Promise((resolve, reject) => {
      const events: RunEvent[] = [];
      const hear = (event: RunEvent) => {
        onEvent(event);
        if (event.kind !== 'views') events.push(event);
        if (event.kind !== 'state') return;
        if (event.state === 'failed') {
          client.dispose();
          reject(new Error(event.failure?.message ?? 'The run failed without a word. Start it again.'));
        } else if (event.state === 'finished') {
          client.dispose();
          resolve(buildReport(experiment, events));
        }
      };
      const client = createRunClient(hear, (message) => {
        hear({ kind: 'state', runId: RUN_ID, state: 'failed', failure: { name: 'WorkerCrashed', message, step: 0 } });
      });
      client.send({ kind: 'start', runId: RUN_ID, experiment, backend });
    });
  },
};

declare global {
  interface Window {
    expandOrNarrow: Scripting;
  }
}
