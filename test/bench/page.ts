/** Runs in Chromium: hands one measurement to a worker, since that is where the page trains too. */
import type { MeasureAnswer, MeasureRequest } from './worker';

declare global {
  interface Window {
    measure: (request: MeasureRequest) => Promise<MeasureAnswer>;
  }
}

window.measure = (request) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<MeasureAnswer>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ failure: message || 'the worker could not be loaded' });
    worker.postMessage(request);
  });
