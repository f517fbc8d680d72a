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
import { asTheyAre, type Standard } from './standardize';

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

/** `left` [·, width] or its transpose, times `right`, read back. */
async function readProduct(left: Float32Array, width: number, right: Tensor2D, transposed: boolean): Promise<Float32Array> {
  const matrix = tf.tensor2d(left, [left.length / width, width]);
  const result = kernels.multiply(matrix, right, transposed, false);
  matrix.dispose();
  const values = (await result.data()) as Float32Array;
  result.dispose();
  return values;
}

/** What a fit needs to know of some tasks at a point [columns, size + 1]; gradient and quotient are like it. */
interface Measured {
  /** Mean cross-entropy per task. */
  values: number[];
  /** ‖w‖² per column. */
  squares: Float64Array;
  gradient: Float64Array;
  quotient: Float64Array;
  /** Per column, where the gradient's own entries say little. */
  steepness?: Float64Array;
}

/** Where the optimum is looked for: so many numbers and a bias per class. */
interface Space {
  readonly size: number;
  evaluate(point: Float64Array, tasks: readonly LogisticTask[]): Promise<Measured>;
  /** [columns, D + 1] of standardised features. */
  weightsOf(point: Float64Array): Promise<Float64Array>;
}

/** The weights of standardised features themselves. */
function weightSpace(features: Tensor2D, standard: Standard, ridge: Ridge, l2: number): Space {
  const size = features.shape[1];
  const stride = size + 1;
  const { mean, inverse } = standard;
  return {
    size,
    async evaluate(point, tasks) {
      const { weights, bias } = folded(point, standard);
      const columns = bias.length;
      const logits = products(features, weights, columns);
      const { values, error, sums } = crossEntropies((await logits.data()) as Float32Array, bias, tasks);
      logits.dispose();
      const raw = await readProduct(error, columns, features, true);
      const gradient = new Float64Array(point.length);
      const squares = new Float64Array(columns);
      for (let column = 0; column < columns; column++) {
        const [from, to] = [column * size, column * stride];
        const sum = sums[column]!;
        for (let feature = 0; feature < size; feature++) {
          const weight = point[to + feature]!;
          squares[column]! += weight * weight;
          gradient[to + feature] = (raw[from + feature]! - sum * mean[feature]!) * inverse[feature]! + l2 * weight;
        }
        gradient[to + size] = sum;
      }
      return { values, squares, gradient, quotient: await dividedByCurvature(gradient, (vectors) => ridge.divide(vectors), tasks) };
    },
    weightsOf: (point) => Promise.resolve(point),
  };
}

/**
 * With fewer rows than features the optimum is a combination of rows, w = Xᵀ·a (Schölkopf et al. 2001), and everything is had from
 * G = X·Xᵀ without X: logits G·a, penalty aᵀ·G·a, gradient G·e with e = error + l2·a. Divided by the curvature that is (G/n + p·I)⁻¹·e, as
 * among the weights, so that L-BFGS takes the very same steps at a fraction of the price: a fifth at 512 rows and D = 2048.
 */
function rowSpace(ridge: Ridge, gram: Tensor2D, l2: number): Space {
  const size = ridge.rows;
  const stride = size + 1;
  const plain = asTheyAre(size);
  const divide = (vectors: Float32Array) => readProduct(vectors, vectors.length / size, ridge.inverse, true);
  return {
    size,
    async evaluate(point, tasks) {
      const { weights: shares, bias } = folded(point, plain);
      const columns = bias.length;
      const logits = products(gram, shares, columns);
      const logitValues = (await logits.data()) as Float32Array;
      logits.dispose();
      const { values, error, sums } = crossEntropies(logitValues, bias, tasks);
      const pull = new Float64Array(point.length);
      const squares = new Float64Array(columns);
      for (let column = 0; column < columns; column++) {
        for (let row = 0; row < size; row++) {
          const share = point[column * stride + row]!;
          squares[column]! += share * logitValues[row * columns + column]!;
          pull[column * stride + row] = error[row * columns + column]! + l2 * share;
        }
        pull[column * stride + size] = sums[column]!;
      }
      const along = await readProduct(folded(pull, plain).weights, size, gram, false);
      const gradient = pull.slice();
      const steepness = sums.map((sum, column) => {
        const own = along.subarray(column * size, (column + 1) * size);
        gradient.set(own, column * stride);
        return Math.max(Math.abs(sum), Math.sqrt(Math.max(0, own.reduce((square, value, row) => square + value * pull[column * stride + row]!, 0))));
      });
      return { values, squares, gradient, quotient: await dividedByCurvature(pull, divide, tasks), steepness };
    },
    async weightsOf(point) {
      const { weights: shares, bias } = folded(point, plain);
      const dimensions = ridge.x.shape[1];
      const weights = await readProduct(shares, size, ridge.x, false);
      const result = new Float64Array(bias.length * (dimensions + 1));
      bias.forEach((value, column) => {
        result.set(weights.subarray(column * dimensions, (column + 1) * dimensions), column * (dimensions + 1));
        result[column * (dimensions + 1) + dimensions] = value;
      });
      return result;
    },
  };
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
  const ridge = given ?? (await curvatureOf(features, tasks, standard, l2));
  const space = ridge.gram && ridge.rows === features.shape[0] ? rowSpace(ridge, ridge.gram, l2) : weightSpace(features, standard, ridge, l2);
  const stride = space.size + 1;

  /** Of some tasks at once, each at its point [classes, size + 1]. */
  async function evaluate(lanes: readonly number[], points: readonly Float64Array[]): Promise<Evaluation[]> {
    const asking = lanes.map((lane) => tasks[lane]!);
    const ranges = columnRanges(asking);
    const { values, squares, gradient, quotient, steepness } = await space.evaluate(joined(points), asking);
    return ranges.map(({ from, until }, index) => ({
      value: values[index]! + (l2 / 2) * squares.subarray(from, until).reduce((sum, square) => sum + square, 0),
      gradient: gradient.subarray(from * stride, until * stride),
      quotient: quotient.subarray(from * stride, until * stride),
      steepness: steepness && Math.max(...steepness.subarray(from, until)),
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
    const point = await space.weightsOf(joined(found.map((one) => one.point)));
    return { ...folded(point, standard), value, iterations: Math.max(...found.map(({ iterations }) => iterations)) };
  } finally {
    if (!given) ridge.dispose();
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
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
