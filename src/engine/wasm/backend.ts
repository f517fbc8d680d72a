/** Starts tfjs' wasm backend and our kernels on its heap: SIMD always, threads where the page is cross-origin isolated. */
import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { BackendUnavailable, HeapFull } from '../failures';
import { registerKernels } from '../kernels';
import { wasmThreads } from '../stepTime';
import { within } from '../within';
import { registerBatchMatMul } from './batchMatMul';
import { wasmKernels } from './kernels';
import { startMachine } from './machine';
import { wasmMemory } from './memory';

/** Half a megabyte may have to be downloaded first. */
const LIMIT_MS = 60_000;
/** A module with nothing in it: compiles wherever WebAssembly is allowed. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

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
    return await start();
  } catch (error) {
    if (error instanceof HeapFull || isForbidden()) throw unavailable(error);
    // A shared memory reserves 4 GB of addresses, which small devices refuse; one thread needs none.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    return start().catch((again: unknown) => Promise.reject(unavailable(again)));
  }
}

async function start(): Promise<number> {
  if (!(await within(LIMIT_MS, 'WebAssembly', tf.setBackend('wasm')))) throw new Error('tfjs has no wasm backend');
  // A page's own thread may not wait for others, as a task that is shared does.
  const mayWait = typeof window === 'undefined';
  return startMachine(mayWait ? wasmThreads(navigator.hardwareConcurrency) : 1);
}

function isForbidden(): boolean {
  if (typeof WebAssembly === 'undefined') return false;
  try {
    new WebAssembly.Module(EMPTY);
    return false;
  } catch {
    return true;
  }
}

function unavailable(error: unknown): Error {
  if (error instanceof HeapFull) return error;
  return new BackendUnavailable(
    isForbidden()
      ? 'The site that serves this page forbids WebAssembly: its content security policy lacks “wasm-unsafe-eval” in script-src. Ask whoever hosts it to add that, or run the page from elsewhere.'
      : 'WebAssembly could not be started in this browser. Use a current Chrome, Edge, Firefox or Safari, and allow WebAssembly for this page.',
  );
}
