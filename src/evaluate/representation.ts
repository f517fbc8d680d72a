/** Metrics of a representation [n, D] that need no labels. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Keeps the logarithm finite; part of RankMe's definition. */
const RANKME_EPSILON = 1e-7;

/** Singular values, largest first, from the smaller of the two Gram matrices in float64. */
export async function singularValues(features: Tensor2D): Promise<number[]> {
  const [rows, columns] = features.shape;
  const values = await features.data();
  const matrix = Matrix.from1DArray(rows, columns, Array.from(values));
  const gram = rows < columns ? matrix.mmul(matrix.transpose()) : matrix.transpose().mmul(matrix);
  const { realEigenvalues } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  return realEigenvalues.map((value) => Math.sqrt(Math.max(value, 0))).sort((a, b) => b - a);
}

/** RankMe (Garrido et al. 2023, arXiv 2210.02885): exp of the entropy of p = s / Σs + 1e-7. An effective rank, 1 … min(n, D). */
export function rankMe(singular: readonly number[]): number {
  const total = singular.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const entropy = singular.reduce((sum, value) => {
    const p = value / total + RANKME_EPSILON;
    return sum - p * Math.log(p);
  }, 0);
  return Math.exp(entropy);
}

/** Share of exactly-zero entries. */
export async function sparsity(features: Tensor2D): Promise<number> {
  const zeros = tf.tidy(() => tf.mean(tf.sub(1, tf.step(tf.abs(features)))));
  const [share] = await zeros.data();
  zeros.dispose();
  return share!;
}
