/** Further threads that take part in the tasks of this one. They end with the worker that started them. */
import type { ThreadStart } from './threadWorker';

/** One thread per scratch. Does not wait for them: until they run, the calling thread does all the work. */
export function startThreads(start: Omit<ThreadStart, 'scratch'>, scratches: readonly number[]): void {
  for (const scratch of scratches) {
    const worker = new Worker(new URL('./threadWorker.ts', import.meta.url), { type: 'module' });
    worker.postMessage({ ...start, scratch } satisfies ThreadStart);
  }
}
