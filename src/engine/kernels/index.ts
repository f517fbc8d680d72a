import * as tf from '@tensorflow/tfjs-core';
import { composedKernels } from './composed';
import type { Kernels } from './kernels';
import { wasmKernels } from './wasm';
import { webgpuKernels } from './webgpu';

const byBackend: Readonly<Record<string, Kernels>> = { wasm: wasmKernels, webgpu: webgpuKernels };

/** The kernels of the backend that tfjs uses at this moment. */
export function kernels(): Kernels {
  return byBackend[tf.getBackend()] ?? composedKernels;
}

export { asRows } from './composed';
export type { FilterSize, Kernels, Stride } from './kernels';
