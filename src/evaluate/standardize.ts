import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** Units that never fire would be divided by zero; they stay 0 instead. */
const DEVIATION_FLOOR = 1e-6;

export interface Moments {
  mean: Tensor1D;
  variance: Tensor1D;
}

export interface Standard {
  mean: Tensor1D;
  inverse: Tensor1D;
}

/** Mean and variance per column of [n, D]; the caller frees both. */
export function momentsOf(features: Tensor2D): Moments {
  const [mean, variance] = tf.tidy((): [Tensor1D, Tensor1D] => {
    const average: Tensor1D = tf.mean(features, 0);
    return [average, tf.mean(tf.square(tf.sub(features, average)), 0)];
  });
  return { mean, variance };
}

/** Mean and 1/deviation per column. Call within `tf.tidy`, or free `inverse`; the mean is that of the moments. */
export function standardOf({ mean, variance }: Moments): Standard {
  return { mean, inverse: tf.tidy(() => tf.rsqrt(tf.maximum(variance, DEVIATION_FLOOR ** 2))) };
}

export function standardize(features: Tensor2D, { mean, inverse }: Standard): Tensor2D {
  return tf.tidy(() => tf.mul(tf.sub(features, mean), inverse));
}
