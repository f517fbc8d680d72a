/** Images on the device: augmented views of them, and the clean images that probes see. What happens to which view is drawn in views.ts. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Slice } from '../engine/kernels';
import { IMAGE_BYTES, IMAGE_SIDE, type Dataset } from './dataset';
import { VIEW_PARAMETERS } from './views';

/** An image as the kernels read it: planar bytes, four to a word. */
const IMAGE_WORDS = IMAGE_BYTES / 4;

/** Neither cropped, nor mirrored, nor recoloured; in the order of `packViews`. */
const UNCHANGED = [0, 0, IMAGE_SIDE, IMAGE_SIDE, 0, 1, 1, 1, 0, 0];

/** How pixel values in 0…1 are shifted and scaled; with mean 0 and deviation 1 they stay. */
export type Normalisation = Pick<Dataset, 'mean' | 'deviation'>;
export const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/** The words of some images, [indices · 768]. */
export function wordsOf(pixels: Uint8Array, indices: ArrayLike<number>): Int32Array {
  const bytes = new Uint8Array(indices.length * IMAGE_BYTES);
  for (let slot = 0; slot < indices.length; slot++) {
    bytes.set(pixels.subarray(indices[slot]! * IMAGE_BYTES, (indices[slot]! + 1) * IMAGE_BYTES), slot * IMAGE_BYTES);
  }
  return new Int32Array(bytes.buffer);
}

/** [count, 768] int32, which the caller frees. */
export function imageTensor(words: Int32Array): Tensor {
  return tf.tensor2d(words, [words.length / IMAGE_WORDS, IMAGE_WORDS], 'int32');
}

/** Views [views, 32, 32, 3]: which image of `pixels` each shows, and what was drawn for it. */
export function augment(pixels: Tensor, images: Slice<Tensor>, parameters: Slice<Tensor>, { mean, deviation }: Normalisation): Tensor4D {
  return kernels.augment(pixels, images, parameters, images.length, mean, deviation) as Tensor4D;
}

/** Views of some images of a set: image i as parameters i · 10 … say. */
export function viewsOf(pixels: Uint8Array, indices: ArrayLike<number>, parameters: Float32Array, normalisation: Normalisation): Tensor4D {
  return tf.tidy(() => {
    const count = indices.length;
    const slice = (values: Float32Array): Slice<Tensor> => ({ vector: tf.tensor1d(values), offset: 0, length: values.length });
    const order = Float32Array.from({ length: count }, (_, index) => index);
    return augment(imageTensor(wordsOf(pixels, indices)), slice(order), slice(parameters), normalisation);
  });
}

/** Clean images, as probes and inference see them. */
export function cleanImages(pixels: Uint8Array, indices: ArrayLike<number>, normalisation: Normalisation): Tensor4D {
  const parameters = new Float32Array(indices.length * VIEW_PARAMETERS);
  for (let view = 0; view < indices.length; view++) parameters.set(UNCHANGED, view * VIEW_PARAMETERS);
  return viewsOf(pixels, indices, parameters, normalisation);
}
