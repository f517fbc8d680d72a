/**
 * The weighted k-nearest-neighbour vote (Wu et al. 2018, arXiv 1805.01978): the k training features with the largest
 * cosine similarity vote for their class with weight exp(similarity / temperature).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LogisticTask } from './logistic';

export interface NeighbourOptions {
  k: number;
  temperature: number;
}

/** A few neighbours, since browser runs have few training features. */
export const NEIGHBOURS: NeighbourOptions = { k: 20, temperature: 0.1 };

const NORM_FLOOR = 1e-12;

function unitRows(features: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.mul(features, tf.rsqrt(tf.maximum(tf.sum(tf.square(features), 1, true), NORM_FLOOR))));
}

/** Indices of the k largest of a row, largest first; ties go to the lower index. */
function largestOf(row: Float32Array, k: number): number[] {
  const best: number[] = [];
  for (let index = 0; index < row.length; index++) {
    if (best.length === k && row[index]! <= row[best[k - 1]!]!) continue;
    let place = best.length;
    while (place > 0 && row[best[place - 1]!]! < row[index]!) place--;
    best.splice(place, 0, index);
    if (best.length > k) best.pop();
  }
  return best;
}

/** Predicted class of every query row, per task: [task][query]. */
export async function nearestNeighbourVotes(
  train: Tensor2D,
  queries: Tensor2D,
  tasks: readonly LogisticTask[],
  { k, temperature }: NeighbourOptions,
): Promise<Uint8Array[]> {
  const [rows] = queries.shape;
  const [count] = train.shape;
  const product = tf.tidy(() => tf.matMul(unitRows(queries), unitRows(train), false, true));
  const similarities = (await product.data()) as Float32Array;
  product.dispose();
  const votes = tasks.map(() => new Uint8Array(rows));
  for (let query = 0; query < rows; query++) {
    const row = similarities.subarray(query * count, (query + 1) * count);
    const neighbours = largestOf(row, Math.min(k, count));
    tasks.forEach(({ labels, classes }, task) => {
      const weights = new Float64Array(classes);
      for (const neighbour of neighbours) weights[labels[neighbour]!]! += Math.exp(row[neighbour]! / temperature);
      votes[task]![query] = weights.indexOf(Math.max(...weights));
    });
  }
  return votes;
}

/** Share of right votes per task. */
export async function nearestNeighbourAccuracies(
  train: Tensor2D,
  trainTasks: readonly LogisticTask[],
  queries: Tensor2D,
  queryTasks: readonly LogisticTask[],
): Promise<number[]> {
  const votes = await nearestNeighbourVotes(train, queries, trainTasks, NEIGHBOURS);
  return votes.map((row, task) => row.filter((vote, query) => vote === queryTasks[task]!.labels[query]).length / row.length);
}
