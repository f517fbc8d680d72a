/** Pieces that several losses share. Shapes: rows are samples. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** Keeps 1/‖z‖ finite for a row of zeros, as a representation behind a ReLU can be. */
const SQUARED_NORM_FLOOR = 1e-12;

/** Rows scaled to length 1. */
export function normalizeRows(z: Tensor2D): Tensor2D {
  const squares = tf.sum(tf.square(z), 1, true);
  return tf.mul(z, tf.rsqrt(tf.maximum(squares, SQUARED_NORM_FLOOR))) as Tensor2D;
}

/**
 * log Σⱼ exp(xᵢⱼ) per row. With a gradient of its own (the softmax): tfjs' version also differentiates through the
 * maximum that it subtracts, which costs three more passes and changes nothing.
 */
export const logSumExpRows = tf.customGrad<Tensor1D>((...inputs) => {
  const [x, save] = inputs as [Tensor2D, tf.GradSaveFunc];
  const highest = tf.max(x, 1, true);
  const sum = tf.sum(tf.exp(tf.sub(x, highest)), 1, true);
  const value = tf.add(tf.log(sum), highest);
  save([x, value]);
  return {
    value: tf.squeeze(value, [1]),
    gradFunc: (dy, saved) => {
      const [logits, logSum] = saved as [Tensor2D, Tensor2D];
      return tf.mul(tf.exp(tf.sub(logits, logSum)), tf.expandDims(dy, 1));
    },
  };
}) as (x: Tensor2D) => Tensor1D;
