import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { randomTensor, rateOf, shapes } from '../convolution';
import type { ConvolutionRates, Measurements } from '../measurements';
import { startStock } from '../stock/start';

/** At stride 1 one pixel on each side, as PyTorch pads. */
const PAD = 'same';
const common = { strides: 1, pad: PAD, dataFormat: 'NHWC' };

export async function measure({ backend }: Measurements['stockConvolutions']['given']): Promise<ConvolutionRates> {
  await startStock(backend);
  const [x, dy, filter] = [shapes.x, shapes.y, shapes.filter].map(randomTensor) as [Tensor4D, Tensor4D, Tensor4D];
  const kernel = (name: string, inputs: tf.NamedTensorMap, attributes: tf.NamedAttrMap) => tf.engine().runKernel<Tensor>(name, inputs, { ...common, ...attributes });
  return {
    forward: await rateOf(() => tf.conv2d(x, filter, 1, PAD)),
    'input-gradient': await rateOf(() => kernel('Conv2DBackpropInput', { dy, filter }, { inputShape: [...shapes.x] })),
    'filter-gradient': await rateOf(() => kernel('Conv2DBackpropFilter', { x, dy }, { filterShape: [...shapes.filter] })),
  };
}
