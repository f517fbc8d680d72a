import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { kernels, type Filter, type FilterSize, type Stride } from '../../../src/engine/kernels';
import type { Check } from '../check';
import { toTensor, valuesOf, type StoredTensor } from '../tensors';

interface ConvolutionCase extends Record<'x' | 'filter' | 'y' | 'dy' | 'dx' | 'dfilter', StoredTensor> {
  name: string;
  stride: Stride;
}

/** A stored filter, or zeros of its shape, as the kernels see it. */
function filterOf({ shape, data }: StoredTensor, values: number[] = data): Filter<tf.Tensor> {
  const [size, , inputs, outputs] = shape as [FilterSize, number, number, number];
  return { vector: tf.tensor1d(values), offset: 0, size, inputs, outputs, rowStride: outputs };
}

export const check: Check = async (file, report) => {
  for (const { name, stride, ...tensors } of (file as { cases: ConvolutionCase[] }).cases) {
    const x: Tensor4D = toTensor(tensors.x);
    const dy: Tensor4D = toTensor(tensors.dy);
    const filter = filterOf(tensors.filter);
    report(name, 'y', await valuesOf(kernels.convolve(x, filter, stride, null)), tensors.y.data);
    report(name, 'dx', await valuesOf(kernels.convolveInputGradient(dy, filter, stride, [x.shape[1], x.shape[2]], null)!), tensors.dx.data);
    const into = filterOf(tensors.dfilter, tensors.dfilter.data.map(() => 0));
    kernels.convolveFilterGradient(x, dy, stride, into);
    report(name, 'dfilter', await valuesOf(into.vector), tensors.dfilter.data);
    for (const tensor of [x, dy, filter.vector]) tensor.dispose();
  }
};
