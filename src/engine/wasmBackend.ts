/** Starts tfjs' wasm backend: SIMD always, threads where the page is cross-origin isolated. */
import * as tf from '@tensorflow/tfjs-core';
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { BackendUnavailable } from './failures';
import { registerWasmProducts } from './kernels/wasmProducts';
import { wasmThreads } from './stepTime';

let registered = false;

/**
 * tfjs 4.22 caps its threads at half of `navigator.hardwareConcurrency`, whatever `setThreadsCount` says: one thread
 * on two cores, where two are 1.6 times as fast. Its start therefore sees twice the number; this worker's own view only.
 */
async function withoutThreadCap<T>(start: () => Promise<T>): Promise<T> {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * wasmThreads(navigator.hardwareConcurrency), configurable: true });
  try {
    return await start();
  } finally {
    delete (navigator as { hardwareConcurrency?: number }).hardwareConcurrency;
  }
}

/** Makes wasm the backend of this thread. Returns the number of threads it computes with. Throws `BackendUnavailable`. */
export async function startWasm(): Promise<number> {
  if (!registered) {
    const absolute = (url: string) => new URL(url, self.location.href).href;
    setWasmPaths({
      'tfjs-backend-wasm.wasm': absolute(plainUrl),
      'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
      'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedUrl),
    });
    setThreadsCount(wasmThreads(navigator.hardwareConcurrency));
    registerWasmProducts();
    registered = true;
  }
  const started = await withoutThreadCap(() => tf.setBackend('wasm')).catch(() => false);
  if (!started) {
    throw new BackendUnavailable(
      'WebAssembly could not be started in this browser. Use a current Chrome, Edge, Firefox or Safari, and allow WebAssembly for this page.',
    );
  }
  const isThreaded = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  return isThreaded ? Math.max(1, getThreadsCount()) : 1;
}
