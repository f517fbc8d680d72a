import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { augment, cropAndResize } from '../../../src/data/augment';
import type { ViewParameters } from '../../../src/data/views';
import type { Check } from '../check';
import { toTensor, valuesOf, type StoredTensor } from '../tensors';

interface AugmentationCase {
  name: string;
  image: StoredTensor;
  parameters: Record<keyof ViewParameters, number | boolean>;
  cropped: StoredTensor;
  output: StoredTensor;
}

export const check: Check = async (file, report) => {
  for (const { name, image, parameters, cropped, output } of (file as { cases: AugmentationCase[] }).cases) {
    const entries = Object.entries(parameters).map(([key, value]) => [key, Float32Array.of(Number(value))]);
    const drawn = Object.fromEntries(entries) as ViewParameters;
    const planar = tf.tidy(() => tf.transpose(tf.expandDims(toTensor(image), 0), [0, 3, 1, 2]) as Tensor4D);
    // The reference mirrors after cropping; the page does both in one product.
    const unmirrored = { ...drawn, flip: Float32Array.of(0) };
    const crop = tf.tidy(() => tf.transpose(cropAndResize(planar, unmirrored), [0, 2, 3, 1]));
    report(name, 'cropped', await valuesOf(crop), cropped.data);
    report(name, 'output', await valuesOf(augment(planar, drawn)), output.data);
    planar.dispose();
  }
};
