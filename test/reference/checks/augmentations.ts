import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { augment, RAW } from '../../../src/data/augment';
import { packViews, type ViewParameters } from '../../../src/data/views';
import type { Slice } from '../../../src/engine/kernels';
import type { Check } from '../check';
import { toTensor, valuesOf, type StoredTensor } from '../tensors';

interface AugmentationCase {
  name: string;
  image: StoredTensor;
  parameters: Record<keyof ViewParameters, number | boolean>;
  cropped: StoredTensor;
  output: StoredTensor;
}

/** Everything but the crop left as it is; the reference mirrors after cropping. */
const ONLY_CROPPED = { flip: 0, brightness: 1, contrast: 1, saturation: 1, hue: 0, grayscale: 0 };

function slice(values: ArrayLike<number>): Slice<Tensor> {
  return { vector: tf.tensor1d(Float32Array.from(values)), offset: 0, length: values.length };
}

/** The one view of an image [32, 32, 3] in 0…1. */
function viewOf(image: StoredTensor, drawn: Record<string, number | boolean>): Promise<Float32Array> {
  const parameters = Object.fromEntries(Object.entries(drawn).map(([key, value]) => [key, Float32Array.of(Number(value))]));
  const view = tf.tidy(() => {
    const planes = tf.reshape(tf.transpose(toTensor(image), [2, 0, 1]), [1, -1]);
    return augment(planes, slice([0]), slice(packViews(parameters as unknown as ViewParameters)), RAW);
  });
  return valuesOf(view);
}

export const check: Check = async (file, report) => {
  for (const { name, image, parameters, cropped, output } of (file as { cases: AugmentationCase[] }).cases) {
    report(name, 'cropped', await viewOf(image, { ...parameters, ...ONLY_CROPPED }), cropped.data);
    report(name, 'output', await viewOf(image, parameters), output.data);
  }
};
