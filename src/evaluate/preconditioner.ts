/**
 * The curvature of a logistic regression near its start, where every class has the share 1/classes: per class about
 * κ · (covariance of the standardised features) + l2, with κ = 1/classes · (1 − 1/classes) (Böhning 1992). Features of
 * a network are so correlated that this varies a thousandfold; dividing by it spares L-BFGS two thirds of its iterations.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { leadingDirections } from './leadingDirections';
import type { LogisticTask } from './logisticTask';
import type { Standard } from './standardize';

/** Directions whose curvature is known, a multiple of four; all others count as alike. */
const DIRECTIONS = 32;
/** Rows that the covariance is estimated from. */
const ROWS = 512;
/** An estimate is enough. */
const ITERATIONS = 3;
/** Keeps the curvature above 0 without a penalty, and for a task of one class. */
const FLOOR = 1e-6;

/** Every k-th row, standardised. */
function someRows(features: Tensor2D, { mean, inverse }: Standard): Tensor2D {
  const every = Math.ceil(features.shape[0] / ROWS);
  const indices = Int32Array.from({ length: Math.floor(features.shape[0] / every) }, (_, index) => index * every);
  return tf.tidy(() => {
    const rows = tf.gather(features, tf.tensor1d(indices, 'int32'));
    return tf.mul(tf.sub(rows, tf.tensor1d(Float32Array.from(mean))), tf.tensor1d(Float32Array.from(inverse)));
  });
}

/**
 * Divides by the curvature, in place, vectors [columns, features + 1] with the bias last: what `minimize` takes. `features` are
 * read once and stay the caller's.
 */
export async function curvatureInverse(
  features: Tensor2D,
  tasks: readonly Pick<LogisticTask, 'classes'>[],
  standard: Standard,
  l2: number,
): Promise<(vector: Float64Array) => void> {
  const dimensions = features.shape[1];
  const rows = someRows(features, standard);
  const { squares, vectors } = await leadingDirections(rows, DIRECTIONS, ITERATIONS);
  const variances = squares.map((sum) => sum / rows.shape[0]);
  rows.dispose();
  const alive = standard.inverse.reduce((sum, inverse) => sum + Number(inverse > 0), 0);
  // Standardised features have the variance 1 each.
  const left = Math.max(alive - variances.reduce((sum, variance) => sum + variance, 0), 0);
  const rest = left / Math.max(alive - DIRECTIONS, 1);
  const curvatures = tasks.flatMap(({ classes }) => Array.from({ length: classes }, () => Math.max((1 / classes) * (1 - 1 / classes), FLOOR)));
  const penalty = Math.max(l2, FLOOR);

  return (vector) => {
    curvatures.forEach((curvature, column) => {
      const own = vector.subarray(column * (dimensions + 1), column * (dimensions + 1) + dimensions);
      const elsewhere = curvature * rest + penalty;
      const shares = coordinatesOf(own, vectors).map((share, index) => share * (1 / (curvature * variances[index]! + penalty) - 1 / elsewhere));
      for (let place = 0; place < dimensions; place++) own[place]! /= elsewhere;
      addAlong(own, vectors, shares);
      vector[column * (dimensions + 1) + dimensions]! /= curvature;
    });
  };
}

/** Coordinates of a vector along rows of `directions`, four rows at a time; their number is a multiple of four. */
function coordinatesOf(vector: Float64Array, directions: Float64Array): Float64Array {
  const { length } = vector;
  const result = new Float64Array(directions.length / length);
  for (let index = 0; index < result.length; index += 4) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let place = 0, at = index * length; place < length; place++, at++) {
      const value = vector[place]!;
      s0 += value * directions[at]!;
      s1 += value * directions[at + length]!;
      s2 += value * directions[at + 2 * length]!;
      s3 += value * directions[at + 3 * length]!;
    }
    result.set([s0, s1, s2, s3], index);
  }
  return result;
}

/** Adds as much of every direction as `shares` says, likewise. */
function addAlong(vector: Float64Array, directions: Float64Array, shares: Float64Array): void {
  const { length } = vector;
  for (let index = 0; index < shares.length; index += 4) {
    const [c0, c1, c2, c3] = [shares[index]!, shares[index + 1]!, shares[index + 2]!, shares[index + 3]!];
    for (let place = 0, at = index * length; place < length; place++, at++) {
      vector[place]! += c0 * directions[at]! + c1 * directions[at + length]! + (c2 * directions[at + 2 * length]! + c3 * directions[at + 3 * length]!);
    }
  }
}
