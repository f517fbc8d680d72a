/**
 * The weighted k-nearest-neighbour vote (Wu et al. 2018, arXiv 1805.01978): the k training features with the largest
 * cosine similarity vote for their class with weight exp(similarity / temperature).
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { forEachRowOfCosines, largestOf } from './cosines';
import type { LogisticTask } from './logisticTask';

export interface NeighbourOptions {
  k: number;
  temperature: number;
}

/** A few neighbours, since browser runs have few training features. */
export const NEIGHBOURS: NeighbourOptions = { k: 20, temperature: 0.1 };

/** Predicted class of every query row, per task: [task][query]. */
export async function nearestNeighbourVotes(
  train: Tensor2D,
  queries: Tensor2D,
  tasks: readonly LogisticTask[],
  { k, temperature }: NeighbourOptions,
): Promise<Uint8Array[]> {
  const votes = tasks.map(() => new Uint8Array(queries.shape[0]));
  await forEachRowOfCosines(queries, train, (query, similarities) => {
    const neighbours = largestOf(similarities, k);
    tasks.forEach(({ labels, classes }, task) => {
      const weights = new Float64Array(classes);
      for (const neighbour of neighbours) weights[labels[neighbour]!]! += Math.exp(similarities[neighbour]! / temperature);
      votes[task]![query] = weights.indexOf(Math.max(...weights));
    });
  });
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
