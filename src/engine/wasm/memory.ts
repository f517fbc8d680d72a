import * as tf from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Memory } from '../kernels/kernels';

const backend = () => tf.backend() as BackendWasm;

export const wasmMemory: Memory = {
  allocate: (shape) => backend().makeOutput([...shape], 'float32'),
  overwrite: (into, values) => backend().typedArrayFromHeap(into).set(values),
};
