import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ViewsSample } from './events';
import type { StepOutcome } from './pretraining';

/** RGBA bytes of images [n, 32, 32, 3] in 0…1; frees them. */
async function rgba(images: Tensor4D): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const values = await images.data();
  images.dispose();
  const bytes = new Uint8ClampedArray((values.length / 3) * 4);
  for (let pixel = 0; pixel < values.length / 3; pixel++) {
    for (let channel = 0; channel < 3; channel++) bytes[4 * pixel + channel] = 255 * values[3 * pixel + channel]!;
    bytes[4 * pixel + 3] = 255;
  }
  return bytes;
}

/** Reads the pictures of a step back from the device and frees them. */
export async function picturesOf(pictures: NonNullable<StepOutcome['pictures']>, step: number): Promise<ViewsSample> {
  const count = pictures.original.shape[0];
  const [original, first, second] = await Promise.all([rgba(pictures.original), rgba(pictures.first), rgba(pictures.second)]);
  return { step, count, original, first, second };
}
