import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';
import type { PretextMethod } from './method';

const INVARIANCE_WEIGHT = 25;
const VARIANCE_WEIGHT = 25;
const COVARIANCE_WEIGHT = 1;
const VARIANCE_EPSILON = 1e-4;

function centred(z: Tensor2D): Tensor2D {
  return tf.sub(z, tf.mul(tf.sum(z, 0, true), 1 / z.shape[0]));
}

/** Unbiased variance per dimension. */
function variances(z: Tensor2D): tf.Tensor1D {
  return tf.mul(tf.sum(tf.square(z), 0), 1 / (z.shape[0] - 1));
}

/** mean over dimensions of max(0, 1 − std). */
function hinge(z: Tensor2D): Scalar {
  const deviations = tf.sqrt(tf.add(variances(z), VARIANCE_EPSILON));
  return tf.mul(tf.sum(tf.relu(tf.sub(1, deviations))), 1 / z.shape[1]);
}

/**
 * Σ_{i≠j} Cov²ᵢⱼ / K of centred rows. The squared norms of ZᵀZ and ZZᵀ are equal, so the smaller product serves: at
 * K = 8192 and 64 images it is 16,000 times smaller.
 */
function offDiagonal(z: Tensor2D): Scalar {
  const [n, k] = z.shape;
  const product = k > n ? tf.matMul(z, z, false, true) : tf.matMul(z, z, true, false);
  const all = tf.mul(tf.sum(tf.square(product)), 1 / (n - 1) ** 2);
  const diagonal = tf.sum(tf.square(variances(z)));
  return tf.mul(tf.sub(all, diagonal), 1 / k);
}

/**
 * VICReg (Bardes et al. 2022, arXiv 2105.04906): the two views agree (invariance), every dimension keeps a spread
 * (variance), no two dimensions say the same (covariance). The two hinge terms are averaged, as in the official code.
 */
export const vicreg: PretextMethod = {
  label: 'VICReg',
  summary: 'Make the two views agree, keep every dimension alive, and keep dimensions from repeating each other.',
  parts: ['invariance', 'variance', 'covariance'],
  fused: { kernel: 'vicreg', compute: ({ embedding }) => kernels.vicreg(embedding) },
  loss({ embedding }) {
    const images = embedding.shape[0] / 2;
    const first = tf.slice(embedding, [0, 0], [images, -1]);
    const second = tf.slice(embedding, [images, 0], [images, -1]);
    const invariance = tf.mul(tf.sum(tf.squaredDifference(first, second)), 1 / embedding.shape[1] / images) as Scalar;
    const firstCentred = centred(first);
    const secondCentred = centred(second);
    const variance = tf.mul(tf.add(hinge(firstCentred), hinge(secondCentred)), 0.5) as Scalar;
    const covariance = tf.add(offDiagonal(firstCentred), offDiagonal(secondCentred)) as Scalar;
    const total = tf.addN([
      tf.mul(invariance, INVARIANCE_WEIGHT),
      tf.mul(variance, VARIANCE_WEIGHT),
      tf.mul(covariance, COVARIANCE_WEIGHT),
    ]) as Scalar;
    return { total, parts: { invariance, variance, covariance } };
  },
};
