/** The kernels as the rest of the code calls them: on tensors, on whichever backend tfjs uses at this moment. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { KernelName, Kernels, Memory } from './kernels';
import { call, hasKernel, registerKernels } from './registry';

export const kernels = new Proxy({} as Kernels<Tensor> & Memory<Tensor>, {
  get: (_, name) => (...given: unknown[]) => call(name as KernelName, given),
});

export { hasKernel, registerKernels };
export type { KernelName };
export type { Columns, Filter, FilterSize, Joint, NormTerm, NormGradient, Running, Slice, Stride } from './kernels';
