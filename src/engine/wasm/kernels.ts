/** The kernels in WebAssembly. Each is one task or a few; a task's chunks are shared out between the threads (assembly/pool.ts). */
import type { Kernels } from '../kernels/kernels';
import { convolve, convolveFilterGradient, convolveInputGradient } from './convolutions';
import { augment } from './images';
import { ntXent, softmaxError } from './losses';
import { join, joinBackward, joinPooled, moments, sumRows } from './normalisation';
import { adamw, follow, lars, sgd } from './optimizers';
import { multiply } from './products';

export const wasmKernels: Partial<Kernels> = {
  convolve,
  convolveInputGradient,
  convolveFilterGradient,
  sumRows,
  moments,
  join,
  joinPooled,
  joinBackward,
  multiply,
  sgd,
  adamw,
  lars,
  follow,
  augment,
  ntXent,
  softmaxError,
};
