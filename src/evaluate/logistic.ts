/**
 * Multinomial logistic regression at its optimum: the minimum of mean cross-entropy + l2/2 · ‖W‖² (bias not penalised).
 * Convex, so the answer is unique and depends on no schedule. Several tasks that share their features are fitted in one
 * go: their products with them run together.
 *
 * Features are standardised without a copy of them: with v the weights of standardised features,
 * v·(x − mean)/deviation + b = (v/deviation)·x + (b − (v/deviation)·mean), and the gradient by v follows likewise.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { FeaturesNotFinite } from '../engine/failures';
import { kernels } from '../engine/kernels';
import { crossEntropies } from './crossEntropy';
import { minimize, type Evaluation } from './lbfgs';
import { columnRanges, type LogisticTask } from './logisticTask';
import { curvatureOf, dividedByCurvature } from './preconditioner';
import { gathered } from './gathered';
import type { Ridge } from './ridge';
import type { Standard } from './standardize';

export interface LogisticOptions {
  l2: number;
  maximumIterations: number;
  tolerance: number;
  /** Per task. */
  gain?: number;
}

/** An affine map from features, as they are, to logits or other targets. */
export interface LogisticWeights {
  /** [columns, features] row by row; columns are the classes of all tasks side by side. */
  weights: Float32Array;
  /** [columns]. */
  bias: Float64Array;
}

export interface LogisticFit extends LogisticWeights {
  /** The objective, summed over the tasks; the penalty is on the weights of standardised features. */
  value: number;
  iterations: number;
}

/** `point` [columns, features + 1]: weights of standardised features, then the bias. */
export function folded(point: Float64Array, { mean, inverse }: Standard): LogisticWeights {
  const features = mean.length;
  const columns = point.length / (features + 1);
  const weights = new Float32Array(columns * features);
  const bias = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const [from, to] = [column * (features + 1), column * features];
    let shift = 0;
    for (let feature = 0; feature < features; feature++) {
      const weight = point[from + feature]! * inverse[feature]!;
      weights[to + feature] = weight;
      // With the weight as float32 has it, so that mean and product round alike.
      shift += weights[to + feature]! * mean[feature]!;
    }
    bias[column] = point[from + features]! - shift;
  }
  return { weights, bias };
}

/** Logits [rows, columns] without the bias. */
function products(features: Tensor2D, weights: Float32Array, columns: number): Tensor2D {
  const matrix = tf.tensor2d(weights, [columns, features.shape[1]]);
  const logits = kernels.multiply(features, matrix, false, true);
  matrix.dispose();
  return logits as Tensor2D;
}

/** Logits [rows, columns]; the caller frees them. */
export function logitsOf(features: Tensor2D, { weights, bias }: LogisticWeights): Tensor2D {
  return tf.tidy(() => tf.add(products(features, weights, bias.length), tf.tensor1d(Float32Array.from(bias))));
}

/** errorᵀ · features [columns, D]. */
async function gradientOf(error: Float32Array, features: Tensor2D): Promise<Float32Array> {
  const rows = features.shape[0];
  const matrix = tf.tensor2d(error, [rows, error.length / rows]);
  const gradient = kernels.multiply(matrix, features, true, false);
  matrix.dispose();
  const values = (await gradient.data()) as Float32Array;
  gradient.dispose();
  return values;
}

/**
 * `features` [rows, D] stay the caller's. `given`: a factorisation of their covariance that is at hand, of about the right penalty.
 * Throws `FeaturesNotFinite`.
 */
export async function fitLogistic(
  features: Tensor2D,
  tasks: readonly LogisticTask[],
  standard: Standard,
  { l2, ...options }: LogisticOptions,
  given?: Ridge,
): Promise<LogisticFit> {
  const dimensions = features.shape[1];
  const stride = dimensions + 1;
  const { mean, inverse } = standard;
  const ridge = given ?? (await curvatureOf(features, tasks, standard, l2));

  /** Of some tasks at once, each at its point [classes, features + 1]. */
  async function evaluate(lanes: readonly number[], points: readonly Float64Array[]): Promise<Evaluation[]> {
    const asking = lanes.map((lane) => tasks[lane]!);
    const ranges = columnRanges(asking);
    const columns = ranges.at(-1)!.until;
    const point = new Float64Array(columns * stride);
    points.forEach((own, index) => point.set(own, ranges[index]!.from * stride));
    const { weights, bias } = folded(point, standard);
    const logits = products(features, weights, columns);
    const { values, error, sums } = crossEntropies((await logits.data()) as Float32Array, bias, asking);
    logits.dispose();
    const raw = await gradientOf(error, features);
    const gradient = new Float64Array(point.length);
    const squares = new Float64Array(columns);
    for (let column = 0; column < columns; column++) {
      const [from, to] = [column * dimensions, column * stride];
      const sum = sums[column]!;
      for (let feature = 0; feature < dimensions; feature++) {
        const weight = point[to + feature]!;
        squares[column]! += weight * weight;
        gradient[to + feature] = (raw[from + feature]! - sum * mean[feature]!) * inverse[feature]! + l2 * weight;
      }
      gradient[to + dimensions] = sum;
    }
    const quotient = await dividedByCurvature(gradient, ridge, asking);
    return ranges.map(({ from, until }, index) => ({
      value: values[index]! + (l2 / 2) * squares.subarray(from, until).reduce((sum, square) => sum + square, 0),
      gradient: gradient.subarray(from * stride, until * stride),
      quotient: quotient.subarray(from * stride, until * stride),
    }));
  }

  try {
    // Each task has steps of its own, which finds the optimum in half as many as all in one vector, and stops when it is there.
    const { ask, leave } = gathered(tasks.length, evaluate);
    const found = await Promise.all(
      tasks.map(({ classes }, lane) => minimize((point) => ask(lane, point), new Float64Array(classes * stride), options).finally(() => leave(lane))),
    );
    const value = found.reduce((sum, one) => sum + one.value, 0);
    if (!Number.isFinite(value)) throw new FeaturesNotFinite();
    const point = new Float64Array(found.reduce((sum, one) => sum + one.point.length, 0));
    found.reduce((at, one) => (point.set(one.point, at), at + one.point.length), 0);
    return { ...folded(point, standard), value, iterations: Math.max(...found.map(({ iterations }) => iterations)) };
  } finally {
    if (!given) ridge.dispose();
  }
}

/** Per task and row 1 where the highest logit within the task's columns is the label, else 0. */
export async function rightOnes(logits: Tensor2D, tasks: readonly LogisticTask[]): Promise<Uint8Array[]> {
  const [rows, columns] = logits.shape;
  const values = await logits.data();
  return columnRanges(tasks).map(({ from, until }, task) => {
    const right = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      let best = from;
      for (let column = from + 1; column < until; column++) {
        if (values[row * columns + column]! > values[row * columns + best]!) best = column;
      }
      right[row] = Number(best - from === tasks[task]!.labels[row]);
    }
    return right;
  });
}

export function countOf(right: Uint8Array): number {
  return right.reduce((sum, one) => sum + one, 0);
}

/** Share of rows that are right, per task. */
export async function accuracies(logits: Tensor2D, tasks: readonly LogisticTask[]): Promise<number[]> {
  return (await rightOnes(logits, tasks)).map((right) => countOf(right) / right.length);
}
