/**
 * UMAP (McInnes, Healy and Melville 2018, arXiv 1802.03426) of the first principal components, which keep nearly all distances
 * and cost far less to compare. Loaded when asked for only, since it takes a library. Distances between clusters mean little.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { randomStream } from '../random/stream';
import { principalComponents } from './principalComponents';

const COMPONENTS = 50;
/** The defaults of the authors. */
const NEIGHBOURS = 15;
const MINIMAL_DISTANCE = 0.1;
/** With fewer there is nothing to lay out. */
const FEWEST_ROWS = 4;
/** Epochs between two breaths. */
const EPOCHS_AT_ONCE = 10;

export class TooFewImages extends Error {
  override name = 'TooFewImages';
  constructor(count: number) {
    super(`A UMAP needs at least ${FEWEST_ROWS} images, and there are ${count}. Use the PCA instead.`);
  }
}

/**
 * Places [n, 2] of features [n, D], which stay the caller's; a seed gives the same ones. `breathe` is awaited now and then
 * with the share that is done. Throws `TooFewImages`.
 */
export async function umapLayout(
  features: Tensor2D,
  seed: number,
  breathe: (share: number) => Promise<void>,
): Promise<Float32Array<ArrayBuffer>> {
  const rows = features.shape[0];
  if (rows < FEWEST_ROWS) throw new TooFewImages(rows);
  const { UMAP } = await import('umap-js');
  const count = Math.min(COMPONENTS, features.shape[1]);
  const { places } = await principalComponents(features, count);
  await breathe(0);
  const { uniform } = randomStream(seed, 'probe', 3);
  const umap = new UMAP({ nComponents: 2, nNeighbors: Math.min(NEIGHBOURS, rows - 1), minDist: MINIMAL_DISTANCE, random: uniform });
  const epochs = umap.initializeFit(Array.from({ length: rows }, (_, row) => Array.from(places.subarray(row * count, (row + 1) * count))));
  for (let epoch = 0; epoch < epochs; epoch++) {
    if (epoch % EPOCHS_AT_ONCE === 0) await breathe(epoch / epochs);
    umap.step();
  }
  return Float32Array.from(umap.getEmbedding().flat());
}
