import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { kernels, type Filter } from '../../../src/engine/kernels';
import { convolution, randomTensor, rateOf, shapes } from '../convolution';
import type { ConvolutionRates, Measurements } from '../measurements';
import { startOurs } from '../ours';

const { size, inputs, outputs, side } = convolution;

function randomFilter(): Filter<Tensor> {
  return { vector: tf.reshape(randomTensor(shapes.filter), [-1]), offset: 0, size, inputs, outputs, rowStride: outputs };
}

export async function measure({ backend }: Measurements['ourConvolutions']['given']): Promise<ConvolutionRates> {
  await startOurs(backend);
  const [x, dy] = [randomTensor(shapes.x), randomTensor(shapes.y)];
  const [filter, gradient] = [randomFilter(), randomFilter()];
  return {
    forward: await rateOf(() => kernels.convolve(x, filter, 1, null)),
    'input-gradient': await rateOf(() => kernels.convolveInputGradient(dy, filter, 1, [side, side], null)!),
    'filter-gradient': await rateOf(() => {
      kernels.convolveFilterGradient(x, dy, 1, gradient);
      return gradient.vector;
    }, gradient.vector),
  };
}
