/** Which images look most alike to the network. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { forEachRowOfCosines, largestOf } from './cosines';

export interface SimilarImages {
  /** Others per image. */
  count: number;
  /** [n, count]: rows by falling cosine, without the image itself. */
  neighbours: Int32Array<ArrayBuffer>;
  /** Their cosines, laid out alike. */
  cosines: Float32Array<ArrayBuffer>;
}

/** The `wanted` nearest others of each row of features [n, D] by cosine; fewer where there are fewer rows. */
export async function similarImages(features: Tensor2D, wanted: number): Promise<SimilarImages> {
  const rows = features.shape[0];
  const count = Math.min(wanted, rows - 1);
  const neighbours = new Int32Array(rows * count);
  const cosines = new Float32Array(rows * count);
  if (count === 0) return { count, neighbours, cosines };
  await forEachRowOfCosines(features, features, (row, similarities) => {
    const nearest = largestOf(similarities, count, row);
    neighbours.set(nearest, row * count);
    cosines.set(nearest.map((other) => similarities[other]!), row * count);
  });
  return { count, neighbours, cosines };
}
