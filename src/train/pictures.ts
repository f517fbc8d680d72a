import type { Tensor4D } from '@tensorflow/tfjs-core';
import { RAW, cleanImages, viewsOf } from '../data/augment';
import { batchSampler } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { drawViews, packViews } from '../data/views';
import type { Experiment } from '../experiment/fields';
import type { ViewsSample } from './events';

/** RGBA bytes of images [n, 32, 32, 3] in 0…1; frees them. */
export async function rgba(images: Tensor4D): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const values = await images.data();
  images.dispose();
  const bytes = new Uint8ClampedArray((values.length / 3) * 4);
  for (let pixel = 0; pixel < values.length / 3; pixel++) {
    for (let channel = 0; channel < 3; channel++) bytes[4 * pixel + channel] = 255 * values[3 * pixel + channel]!;
    bytes[4 * pixel + 3] = 255;
  }
  return bytes;
}

/** The first `count` images of the batch of a step (counted from 1), and both views of each: what training saw, made again to be looked at. */
export async function picturesOf(experiment: Experiment, { train, tasks }: Dataset, step: number, count: number): Promise<ViewsSample> {
  const indices = batchSampler(train.labels[tasks[0]!.name]!, experiment).indices(step - 1).subarray(0, count);
  const views = ([0, 1] as const).map((view) => viewsOf(train.pixels, indices, packViews(drawViews(experiment, indices.length, step - 1, view)), RAW));
  const [original, first, second] = await Promise.all([cleanImages(train.pixels, indices, RAW), ...views].map(rgba));
  return { step, count: indices.length, original: original!, first: first!, second: second! };
}
