/** Further threads that take part in the tasks of this one. They end with the worker that started them. */
import type { ThreadStart } from './threadWorker';

/** A thread that has not come by then is not waited for; it joins in when it comes. */
const PATIENCE_MS = 5000;

/**
 * One thread per scratch. Resolves to how many run. A browser may start workers only while this one waits for
 * events, which a long computation does not.
 */
export async function startThreads(start: Omit<ThreadStart, 'scratch'>, scratches: readonly number[]): Promise<number> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  const started = scratches.map((scratch) => Promise.race([startThread({ ...start, scratch }), late]));
  return (await Promise.all(started)).filter(Boolean).length;
}

/** Resolves to whether the thread runs. */
function startThread(start: ThreadStart): Promise<boolean> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(new URL('./threadWorker.ts', import.meta.url), { type: 'module' });
    } catch {
      return resolve(false); // workers of workers may be missing or forbidden
    }
    worker.onmessage = () => resolve(true);
    worker.onerror = () => resolve(false);
    worker.postMessage(start);
  });
}
