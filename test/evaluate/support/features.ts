/** Features that are made up: numbers from a seed, and sets for probes. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Rows } from '../../../src/evaluate/gram';
import { randomStream } from '../../../src/random/stream';

export function normalRows(rows: number, columns: number, seed: number): Rows {
  const random = randomStream(seed, 'probe', 9);
  return { values: Float64Array.from({ length: rows * columns }, () => random.normal()), rows, columns };
}

/** The caller frees it. */
export function tensorOf({ values, rows, columns }: Rows): Tensor2D {
  return tf.tensor2d(Float32Array.from(values), [rows, columns]);
}

/** Runs `work` on features as a tensor, frees it, and expects no other tensor left. */
export async function withTensors<Result>(sets: readonly Rows[], work: (...tensors: Tensor2D[]) => Promise<Result>): Promise<Result> {
  const before = tf.memory().numTensors;
  const tensors = sets.map(tensorOf);
  const result = await work(...tensors);
  tf.dispose(tensors);
  expect(tf.memory().numTensors, 'tensors left over').toBe(before);
  return result;
}
