import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { PretextMethod } from './method';
import { logSumExpRows } from './similarity';

/** [n]: the logit of each row's class. */
function rightLogits(logits: Tensor2D, labels: Tensor1D): Tensor1D {
  return tf.sum(tf.mul(logits, tf.oneHot(labels, logits.shape[1])), 1);
}

/** Mean cross-entropy of logits [n, classes] and int labels [n]. */
export function crossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
  return tf.mul(tf.sum(tf.sub(logSumExpRows(logits), rightLogits(logits, labels))), 1 / logits.shape[0]);
}

/** Share of rows whose class has the largest logit. By a step function, which the tape can differentiate, to zero. */
function accuracyOf(logits: Tensor2D, labels: Tensor1D): Scalar {
  const missing = tf.sub(tf.max(logits, 1), rightLogits(logits, labels));
  return tf.sub(1, tf.mul(tf.sum(tf.step(missing)), 1 / logits.shape[0]));
}

/**
 * Cross-entropy on the labels of the first task. A linear classifier stands behind the projector, so that the
 * projector's effect can be seen here too (as in FFCV-SSL).
 */
export const supervised: PretextMethod = {
  label: 'Supervised',
  summary: 'Name the class of each view: the baseline that is told the labels.',
  parts: ['accuracy'],
  loss({ embedding, labels }) {
    const both = tf.tile(labels(), [2]);
    return { total: crossEntropy(embedding, both), parts: { accuracy: accuracyOf(embedding, both) } };
  },
};
