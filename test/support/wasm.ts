/** tfjs' wasm backend in Node, with the project's kernels, for unit tests. One thread; results are those of the browser. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import path from 'node:path';
import { registerKernels } from '../../src/engine/kernels';
import { registerBatchMatMul } from '../../src/engine/wasm/batchMatMul';
import { wasmKernels } from '../../src/engine/wasm/kernels';
import { startMachine } from '../../src/engine/wasm/machine';
import { wasmMemory } from '../../src/engine/wasm/memory';

const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');

let started = false;

export async function startWasmInNode(): Promise<void> {
  if (!started) {
    setWasmPaths(`${path.dirname(main)}/`);
    registerBatchMatMul();
    registerKernels('wasm', { ...wasmKernels, ...wasmMemory });
    started = true;
  }
  await tf.setBackend('wasm');
  await startMachine(1);
}
