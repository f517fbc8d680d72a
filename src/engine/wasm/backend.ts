/** Starts tfjs' wasm backend and our kernels on its heap: SIMD always, threads where the page is cross-origin isolated. */
import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { BackendUnavailable } from '../failures';
import { registerKernels } from '../kernels';
import { wasmThreads } from '../stepTime';
import { registerBatchMatMul } from './batchMatMul';
import { wasmKernels } from './kernels';
import { startMachine } from './machine';
import { wasmMemory } from './memory';

let registered = false;

function register(): void {
  const absolute = (url: string) => new URL(url, self.location.href).href;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': absolute(plainUrl),
    'tfjs-backend-wasm-simd.wasm': absolute(simdUrl),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedUrl),
  });
  // All that takes time is ours, and has threads of its own; those of tfjs would wait beside them.
  setThreadsCount(1);
  registerBatchMatMul();
  registerKernels('wasm', { ...wasmKernels, ...wasmMemory });
  registered = true;
}

/** Makes wasm the backend of this thread. Returns the number of threads it computes with. Throws `BackendUnavailable`. */
export async function startWasm(): Promise<number> {
  if (!registered) register();
  try {
    if (!(await tf.setBackend('wasm'))) throw new Error('tfjs has no wasm backend');
    // A page's own thread may not wait for others, as a task that is shared does.
    const mayWait = typeof window === 'undefined';
    return await startMachine(mayWait ? wasmThreads(navigator.hardwareConcurrency) : 1);
  } catch {
    throw new BackendUnavailable(
      'WebAssembly could not be started in this browser. Use a current Chrome, Edge, Firefox or Safari, and allow WebAssembly for this page.',
    );
  }
}
