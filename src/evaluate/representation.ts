/**
 * How many directions a representation uses, and how evenly: metrics of features [n, D] that need no labels. All work in
 * float64 on features that were read from the device once (`rowsOf`).
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { eigenvaluesOf } from './eigenvalues';
import { centred, smallerGram, type Rows } from './gram';

/** Keeps the logarithm finite; part of RankMe's definition. */
const RANKME_EPSILON = 1e-7;
/** Below this share of the largest, an eigenvalue of the covariance is rounding of float32 features. */
const NOISE = 1e-10;

/** Reads features, which stay the caller's. */
export async function rowsOf(features: Tensor2D): Promise<Rows> {
  const [rows, columns] = features.shape;
  return { values: (await features.data()) as Float32Array, rows, columns };
}

/** Eigenvalues of a positive semi-definite matrix, of which rounding may have made some negative; at most `most`. */
export function spectrumOf(matrix: Float64Array, size: number, most = size): Float64Array {
  return eigenvaluesOf(matrix, size).map((value) => Math.max(value, 0)).slice(0, most);
}

/** min(n, D) singular values of the features as they are, not centred, largest first. */
export function singularValues(x: Rows): Float64Array {
  const { gram, size } = smallerGram(x);
  return spectrumOf(gram, size).map(Math.sqrt);
}

/** Eigenvalues of the covariance (divided by n − 1), largest first; the other D − min(n, D) are 0. One row has no covariance: zeros. */
export function covarianceSpectrum(x: Rows): Float64Array {
  const { gram, size } = smallerGram(centred(x));
  return spectrumOf(gram, size).map((value) => value / Math.max(x.rows - 1, 1));
}

/** exp of the entropy of p = v / Σv + ε: how many values count. 0 where all are 0. */
export function effectiveCount(values: ArrayLike<number>, epsilon: number): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index]!;
  if (total === 0) return 0;
  let entropy = 0;
  for (let index = 0; index < values.length; index++) {
    const p = values[index]! / total + epsilon;
    entropy -= p * Math.log(p);
  }
  return Math.exp(entropy);
}

/** RankMe (Garrido et al. 2023, arXiv 2210.02885) of singular values: an effective rank, 1 … min(n, D); 0 for zeros alone. */
export function rankMe(singular: ArrayLike<number>): number {
  return effectiveCount(singular, RANKME_EPSILON);
}

/**
 * α of λᵢ ∝ i^−α: the least-squares slope of log λ over log rank, on the upper half of the eigenvalues above 0, since a sample
 * lacks the variance of the lower half (Stringer et al. 2019, Nature 571, leave out the end likewise). 0 with fewer than two.
 */
export function powerLawExponent(spectrum: ArrayLike<number>): number {
  const positive = Array.from(spectrum).filter((value) => value > NOISE * spectrum[0]!);
  const points = positive.slice(0, Math.ceil(positive.length / 2)).map((value, index) => [Math.log(index + 1), Math.log(value)] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis] / points.length, 0);
  const [meanRank, meanValue] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [rank]) => sum + (rank - meanRank) ** 2, 0);
  if (spread === 0) return 0;
  return -points.reduce((sum, [rank, value]) => sum + (rank - meanRank) * (value - meanValue), 0) / spread;
}

/** Share of exactly-zero entries. */
export function sparsity({ values }: Rows): number {
  let zeros = 0;
  for (let index = 0; index < values.length; index++) if (values[index] === 0) zeros++;
  return zeros / Math.max(values.length, 1);
}
