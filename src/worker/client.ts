/** The page's end of the training worker. */
import type { RunCommand, WorkerEvent } from './protocol';

export interface RunClient {
  send(command: RunCommand): void;
  /** Ends the worker with everything it holds. */
  dispose(): void;
}

/**
 * Starts the worker. `onCrash` is told in one sentence when it dies without a word of its own: a script that could not
 * be loaded, or memory that ran out. A later `send` starts a new worker.
 */
export function createRunClient(onEvent: (event: WorkerEvent) => void, onCrash: (message: string) => void): RunClient {
  let worker: Worker | null = null;

  function open(): Worker {
    const opened = new Worker(new URL('./host.ts', import.meta.url), { type: 'module', name: 'training' });
    opened.onmessage = ({ data }: MessageEvent<WorkerEvent>) => onEvent(data);
    opened.onerror = (event) => {
      event.preventDefault();
      opened.terminate();
      if (worker === opened) worker = null;
      const cause = event.message ? ` (${event.message})` : '';
      onCrash(`The training worker stopped${cause}. Reload the page if that happens again.`);
    };
    opened.onmessageerror = () => onCrash('A message of the training worker could not be read. Reload the page.');
    return opened;
  }

  return {
    send(command) {
      worker ??= open();
      worker.postMessage(command);
    },
    dispose() {
      worker?.terminate();
      worker = null;
    },
  };
}
