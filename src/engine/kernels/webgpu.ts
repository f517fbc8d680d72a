/** The kernels on the tfjs WebGPU backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { composedKernels } from './composed';
import type { Kernels } from './kernels';

export const webgpuKernels: Kernels = {
  ...composedKernels,

  /** The stock kernel: one thread per weight with a serial loop, slow but in a fixed order and so repeatable to the bit. */
  convolveFilterGradient: (x, dy, stride, size) => {
    const filterShape: [number, number, number, number] = [size, size, x.shape[3], dy.shape[3]];
    const pad = size === 3 ? [[0, 0], [1, 1], [1, 1], [0, 0]] : 'valid';
    const attributes = { strides: stride, pad, dataFormat: 'NHWC', filterShape };
    return tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy }, attributes as unknown as tf.NamedAttrMap) as Tensor4D;
  },
};
