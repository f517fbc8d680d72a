/** What BYOL and SimSiam share: a prediction of one view is compared with the target of the other. */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { PretextInput } from './method';
import { normalizeRows } from './similarity';

/** Rows of the first views after those of the second. */
function exchangeViews(z: Tensor2D): Tensor2D {
  const images = z.shape[0] / 2;
  return tf.concat2d([tf.slice(z, [images, 0], [images, -1]), tf.slice(z, [0, 0], [images, -1])], 0);
}

/** Mean over dimensions of the standard deviation of unit rows, × √K: 1 where they point everywhere alike, 0 where all are equal. */
function deviationOf(unit: Tensor2D): Scalar {
  const mean = tf.mean(unit, 0, true);
  const variances = tf.mean(tf.squaredDifference(unit, mean), 0);
  return tf.mul(tf.mean(tf.sqrt(variances)), Math.sqrt(unit.shape[1]));
}

export interface Agreement {
  /** Mean cosine of prediction and target, both directions. */
  similarity: Scalar;
  /** Of the targets; falls to 0 when all embeddings become one, which a mean cosine of 1 would hide. */
  deviation: Scalar;
}

/** Throws where there is no target, which the table of method networks must give. */
export function agreement({ embedding, target }: PretextInput): Agreement {
  if (!target) throw new Error('A method that predicts needs a target; name one in experiment/methodNetwork.ts.');
  const unit = normalizeRows(target);
  const products = tf.mul(normalizeRows(embedding), exchangeViews(unit));
  return { similarity: tf.mul(tf.sum(products), 1 / embedding.shape[0]), deviation: deviationOf(unit) };
}
