/**
 * `window.expandOrNarrow`: what scripts in the page (the headless command, a visitor's console) can do without the
 * controls. Runs in a worker of its own, so a run on the page is not disturbed.
 */
import { readLink } from '../experiment/link';
import { createRunClient } from './client';
import type { BackendWish, RunEvent } from './protocol';

export interface Scripting {
  /**
   * Runs the experiment of a link or query to its end. Resolves to every event but the pictures, in order; the last one
   * is the state "finished" or "failed". `onEvent` sees each as it comes.
   */
  run(query: string, options?: { backend?: BackendWish }, onEvent?: (event: RunEvent) => void): Promise<RunEvent[]>;
}

const RUN_ID = 'scripted';

export const scripting: Scripting = {
  run(query, { backend = 'auto' } = {}, onEvent = () => undefined) {
    const { experiment } = readLink(query);
    return new Promise((resolve) => {
      const events: RunEvent[] = [];
      const hear = (event: RunEvent) => {
        if (event.kind === 'views') return;
        events.push(event);
        onEvent(event);
        if (event.kind === 'state' && (event.state === 'finished' || event.state === 'failed')) {
          client.dispose();
          resolve(events);
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
