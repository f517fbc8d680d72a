/**
 * Multinomial logistic regression at its optimum: the minimum of mean cross-entropy + l2/2 · ‖W‖² (bias not penalised).
 * Convex, so the answer is unique and depends on no schedule. Several tasks that share their features are fitted in one
 * go: their objectives simply add up.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { FeaturesNotFinite } from '../engine/failures';
import { minimize } from './lbfgs';

export interface LogisticTask {
  /** One label per row of the features. */
  labels: Uint8Array;
  classes: number;
}

export interface LogisticOptions {
  l2: number;
  maximumIterations: number;
  tolerance: number;
}

export interface LogisticFit {
  /** [columns, features + 1] row by row, the bias last; columns are the classes of all tasks side by side. */
  weights: Float32Array;
  features: number;
  columns: number;
  /** The objective, summed over the tasks. */
  value: number;
  iterations: number;
}

/** Column ranges of the tasks' classes. */
function ranges(tasks: readonly LogisticTask[]): { from: number; classes: number }[] {
  let from = 0;
  return tasks.map(({ classes }) => {
    const range = { from, classes };
    from += classes;
    return range;
  });
}

function oneHotOf(tasks: readonly LogisticTask[], rows: number, columns: number): Tensor2D {
  const values = new Float32Array(rows * columns);
  const places = ranges(tasks);
  tasks.forEach(({ labels }, task) => {
    for (let row = 0; row < rows; row++) values[row * columns + places[task]!.from + labels[row]!] = 1;
  });
  return tf.tensor2d(values, [rows, columns]);
}

/** Appends a column of ones, which carries the bias. */
export function withBias(features: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.concat([features, tf.ones([features.shape[0], 1])], 1));
}

/** Logits [rows, columns] of features with bias. */
export function logitsOf(withOnes: Tensor2D, fit: Pick<LogisticFit, 'weights' | 'columns' | 'features'>): Tensor2D {
  return tf.tidy(() => tf.matMul(withOnes, tf.tensor2d(fit.weights, [fit.columns, fit.features + 1]), false, true));
}

/** Σ tasks mean cross-entropy and its gradient by the logits, as [1] and [rows, columns]. */
function crossEntropies(logits: Tensor2D, oneHot: Tensor2D, tasks: readonly LogisticTask[]) {
  const rows = logits.shape[0];
  const pieces = ranges(tasks).map(({ from, classes }) => {
    const own = tf.slice(logits, [0, from], [-1, classes]);
    const shifted = tf.sub(own, tf.max(own, 1, true));
    const exponentials = tf.exp(shifted);
    const sums = tf.sum(exponentials, 1, true);
    const target = tf.slice(oneHot, [0, from], [-1, classes]);
    const loss = tf.sub(tf.sum(tf.log(sums)), tf.sum(tf.mul(shifted, target)));
    return { loss, error: tf.sub(tf.div(exponentials, sums), target) };
  });
  return {
    value: tf.mul(tf.addN(pieces.map(({ loss }) => loss)), 1 / rows),
    error: tf.mul(tf.concat(pieces.map(({ error }) => error), 1), 1 / rows) as Tensor2D,
  };
}

/** `features` [rows, D] are used as they are (standardise before); they stay the caller's. Throws `FeaturesNotFinite`. */
export async function fitLogistic(features: Tensor2D, tasks: readonly LogisticTask[], options: LogisticOptions): Promise<LogisticFit> {
  const [rows, dimensions] = features.shape;
  const columns = tasks.reduce((sum, { classes }) => sum + classes, 0);
  const stride = dimensions + 1;
  const x = withBias(features);
  const y = oneHotOf(tasks, rows, columns);

  async function evaluate(point: Float64Array) {
    const weights = Float32Array.from(point);
    const joined = tf.tidy(() => {
      const logits = tf.matMul(x, tf.tensor2d(weights, [columns, stride]), false, true) as Tensor2D;
      const { value, error } = crossEntropies(logits, y, tasks);
      // errorᵀ · x, not xᵀ · error: the tall matrix stays the right side, which wasm packs only once.
      const gradient = tf.matMul(error, x, true, false);
      return tf.concat1d([tf.reshape(value, [1]), tf.reshape(gradient, [-1]) as tf.Tensor1D]);
    });
    const numbers = await joined.data();
    joined.dispose();
    let value = numbers[0]!;
    const gradient = Float64Array.from(numbers.subarray(1));
    for (let row = 0; row < columns; row++) {
      for (let feature = 0; feature < dimensions; feature++) {
        const index = row * stride + feature;
        value += (options.l2 / 2) * point[index]! ** 2;
        gradient[index]! += options.l2 * point[index]!;
      }
    }
    return { value, gradient };
  }

  try {
    const { point, value, iterations } = await minimize(evaluate, new Float64Array(columns * stride), options);
    if (!Number.isFinite(value)) throw new FeaturesNotFinite();
    return { weights: Float32Array.from(point), features: dimensions, columns, value, iterations };
  } finally {
    x.dispose();
    y.dispose();
  }
}

/** Share of rows whose highest logit within a task's columns is the label, per task. */
export async function accuracies(logits: Tensor2D, tasks: readonly LogisticTask[]): Promise<number[]> {
  const [rows, columns] = logits.shape;
  const values = await logits.data();
  return ranges(tasks).map(({ from, classes }, task) => {
    let right = 0;
    for (let row = 0; row < rows; row++) {
      let best = 0;
      for (let label = 1; label < classes; label++) {
        if (values[row * columns + from + label]! > values[row * columns + from + best]!) best = label;
      }
      if (best === tasks[task]!.labels[row]) right++;
    }
    return right / rows;
  });
}
