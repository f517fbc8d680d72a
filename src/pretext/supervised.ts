import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { PretextMethod } from './method';
import { logSumExpRows } from './similarity';

/** Mean cross-entropy of logits [n, classes] and int labels [n]. */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
  const [samples, classes] = logits.shape;
  const targets = tf.oneHot(labels, classes);
  const chosen = tf.sum(tf.mul(logits, targets));
  return tf.mul(tf.sub(tf.sum(logSumExpRows(logits)), chosen), 1 / samples);
}

/**
 * Cross-entropy on the labels of the first task. A linear classifier stands behind the projector, so that the
 * projector's effect can be seen here too (as in FFCV-SSL).
 */
export const supervised: PretextMethod = {
  label: 'Supervised',
  summary: 'Name the class of each view: the baseline that is told the labels.',
  parts: [],
  headOutputs: (classes) => classes,
  loss({ embedding, labels }) {
    return { total: crossEntropy(embedding, tf.tile(labels(), [2])), parts: {} };
  },
};
