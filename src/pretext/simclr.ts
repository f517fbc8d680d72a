import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';
import type { PretextMethod } from './method';
import { logSumExpRows, normalizeRows } from './similarity';

/** Stands for −∞ on the diagonal: a view is not its own negative. exp(−1e9 − anything) is exactly 0 in float32. */
const NEVER = -1e9;

/**
 * NT-Xent (Chen et al. 2020, arXiv 2002.05709): each of the 2n views has one positive, the other view of its image, and
 * 2n − 2 negatives. Loss = mean of logΣexp over the others − similarity to the positive, both divided by the temperature.
 */
export const simclr: PretextMethod = {
  label: 'SimCLR',
  summary: 'Pull the two views of an image together and push all other images of the batch away.',
  parts: ['similarity', 'log-sum-exp'],
  fused: { kernel: 'ntXent', compute: ({ embedding, experiment }) => kernels.ntXent(embedding, experiment.temperature) },
  loss({ embedding, experiment }) {
    const views = embedding.shape[0];
    const images = views / 2;
    const unit = normalizeRows(embedding);
    const logits = tf.mul(tf.matMul(unit, unit, false, true), 1 / experiment.temperature);
    const others = tf.add(logits, tf.mul(tf.eye(views), NEVER)) as tf.Tensor2D;
    const first = tf.slice(unit, [0, 0], [images, -1]);
    const second = tf.slice(unit, [images, 0], [images, -1]);
    const similarity = tf.mul(tf.sum(tf.mul(first, second)), 1 / (images * experiment.temperature)) as Scalar;
    const logSumExp = tf.mul(tf.sum(logSumExpRows(others)), 1 / views) as Scalar;
    return { total: tf.sub(logSumExp, similarity), parts: { similarity, 'log-sum-exp': logSumExp } };
  },
};
