import * as tf from '@tensorflow/tfjs-core';
import { RAW, viewsOf } from '../../../src/data/augment';
import { packViews, type ViewParameters } from '../../../src/data/views';
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

export const check: Check = async (file, report) => {
  for (const { name, image, parameters, cropped, output } of (file as { cases: AugmentationCase[] }).cases) {
    const bytes = await bytesOf(image);
    const view = (drawn: Record<string, number | boolean>) => {
      const entries = Object.entries(drawn).map(([key, value]) => [key, Float32Array.of(Number(value))]);
      return valuesOf(viewsOf(bytes, [0], packViews(Object.fromEntries(entries) as ViewParameters), RAW));
    };
    report(name, 'cropped', await view({ ...parameters, ...ONLY_CROPPED }), cropped.data);
    report(name, 'output', await view(parameters), output.data);
  }
};

/** Planar bytes of an image [32, 32, 3] in 0…1. */
async function bytesOf(image: StoredTensor): Promise<Uint8Array> {
  const planar = tf.tidy(() => tf.transpose(toTensor(image), [2, 0, 1]));
  return Uint8Array.from(await valuesOf(planar), (value) => Math.round(255 * value));
}
