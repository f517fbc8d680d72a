import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';
import type { PretextMethod } from './method';

/** λ of the paper: weight of one off-diagonal entry against one on the diagonal. */
const OFF_DIAGONAL_WEIGHT = 0.0051;
const NORM_EPSILON = 1e-5;

/** Columns with mean 0 and biased variance 1, as batch normalisation without scale and offset makes them. */
function standardized(z: Tensor2D): Tensor2D {
  const perRow = 1 / z.shape[0];
  const centred = tf.sub(z, tf.mul(tf.sum(z, 0, true), perRow));
  const variance = tf.mul(tf.sum(tf.square(centred), 0, true), perRow);
  return tf.mul(centred, tf.rsqrt(tf.add(variance, NORM_EPSILON)));
}

/**
 * Barlow Twins (Zbontar et al. 2021, arXiv 2103.03230): the correlation matrix between the dimensions of both views
 * becomes the identity, so that views agree and dimensions do not repeat each other.
 */
export const barlow: PretextMethod = {
  label: 'Barlow Twins',
  summary: 'Correlate every dimension with itself across the two views, and with no other.',
  parts: ['on-diagonal', 'off-diagonal'],
  fused: { kernel: 'barlow', compute: ({ embedding }) => kernels.barlow(embedding) },
  loss({ embedding }) {
    const [views, outputs] = embedding.shape;
    const images = views / 2;
    const first = standardized(tf.slice(embedding, [0, 0], [images, -1]));
    const second = standardized(tf.slice(embedding, [images, 0], [images, -1]));
    const correlation = tf.mul(tf.matMul(first, second, true, false), 1 / images);
    const identity = tf.eye(outputs);
    const diagonal = tf.sum(tf.mul(correlation, identity), 0);
    const onDiagonal = tf.sum(tf.squaredDifference(diagonal, 1)) as Scalar;
    const offDiagonal = tf.sum(tf.square(tf.mul(correlation, tf.sub(1, identity)))) as Scalar;
    return {
      total: tf.add(onDiagonal, tf.mul(offDiagonal, OFF_DIAGONAL_WEIGHT)),
      parts: { 'on-diagonal': onDiagonal, 'off-diagonal': offDiagonal },
    };
  },
};
