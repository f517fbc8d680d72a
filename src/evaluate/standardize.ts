import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** Units that never fire would be divided by zero; they stay 0 instead. */
const DEVIATION_FLOOR = 1e-6;

export interface Standard {
  mean: Tensor1D;
  inverse: Tensor1D;
}

/** Mean and 1/deviation per column; the caller frees both. */
export function standardOf(features: Tensor2D): Standard {
  const [mean, inverse] = tf.tidy(() => {
    const average = tf.mean(features, 0) as Tensor1D;
    const variance = tf.mean(tf.square(tf.sub(features, average)), 0);
    return [average, tf.rsqrt(tf.maximum(variance, DEVIATION_FLOOR ** 2)) as Tensor1D];
  });
  return { mean: mean!, inverse: inverse! };
}

export function standardize(features: Tensor2D, { mean, inverse }: Standard): Tensor2D {
  return tf.tidy(() => tf.mul(tf.sub(features, mean), inverse));
}
