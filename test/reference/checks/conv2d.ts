import type { Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type FilterSize, type Stride } from '../../../src/engine/kernels';
import type { Check } from '../check';
import { toTensor, valuesOf, type StoredTensor } from '../tensors';

interface ConvolutionCase extends Record<'x' | 'filter' | 'y' | 'dy' | 'dx' | 'dfilter', StoredTensor> {
  name: string;
  stride: Stride;
}

export const check: Check = async (file, report) => {
  for (const { name, stride, ...tensors } of (file as { cases: ConvolutionCase[] }).cases) {
    const x: Tensor4D = toTensor(tensors.x);
    const filter: Tensor4D = toTensor(tensors.filter);
    const dy: Tensor4D = toTensor(tensors.dy);
    const size = filter.shape[0] as FilterSize;
    const { convolve, convolveInputGradient, convolveFilterGradient } = kernels();
    report(name, 'y', await valuesOf(convolve(x, filter, stride)), tensors.y.data);
    report(name, 'dx', await valuesOf(convolveInputGradient(dy, filter, stride, [x.shape[1], x.shape[2]])), tensors.dx.data);
    report(name, 'dfilter', await valuesOf(convolveFilterGradient(x, dy, stride, size)), tensors.dfilter.data);
    for (const tensor of [x, filter, dy]) tensor.dispose();
  }
};
