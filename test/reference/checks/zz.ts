import * as tf from '@tensorflow/tfjs-core';
import type { Check } from '../check';
export const check: Check = async (_, report) => {
  if (tf.getBackend() !== 'wasm') return;
  const worker = new Worker(new URL('../zzWorker.ts', import.meta.url), { type: 'module' });
  const r = await new Promise<string>((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = (e) => resolve(String(e.message)); worker.postMessage(0); });
  report(r, 'x', [1], [2]);
};
