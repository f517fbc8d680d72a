/**
 * Batch normalisation over the rows of [rows, channels] seen in [n, h, w, c] (Ioffe and Szegedy 2015, arXiv 1502.03167),
 * with PyTorch's conventions: biased variance to normalise, unbiased variance in the running average.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { asRows, kernels } from '../engine/kernels';
import type { NamedVector, VectorEntry } from './parameters';
import type { Gradients, Pass } from './pass';

export const NORM_EPSILON = 1e-5;
/** Weight of the new value in the running statistics. */
const NORM_MOMENTUM = 0.1;

export interface NormSaved {
  /** 1 / √(variance + ε). */
  inverse: Tensor1D;
  mean: Tensor1D;
}

export function normParameters(name: string, channels: number): VectorEntry[] {
  return [
    { name: `${name}.gamma`, shape: [channels], initial: 'ones' },
    { name: `${name}.beta`, shape: [channels], initial: 'zeros' },
  ];
}

export function normStatistics(name: string, channels: number): VectorEntry[] {
  return [
    { name: `${name}.mean`, shape: [channels], initial: 'zeros' },
    { name: `${name}.variance`, shape: [channels], initial: 'ones' },
  ];
}

/** Moves running statistics towards those of a batch, which are freed. */
export function moveStatistics(running: NamedVector, batch: ReadonlyMap<string, Tensor>): void {
  const next = tf.tidy(
    () => tf.add(tf.mul(running.flat, 1 - NORM_MOMENTUM), tf.mul(running.flatten(batch), NORM_MOMENTUM)) as Tensor1D,
  );
  for (const statistic of batch.values()) statistic.dispose();
  running.replace(next);
}

function rowsOf(x: Tensor4D): number {
  return x.shape[0] * x.shape[1] * x.shape[2];
}

/** Mean and inverse deviation per channel of this batch; two passes, since E[x²] − E[x]² cancels in float32. */
function batchMoments(x: Tensor4D): { mean: Tensor1D; variance: Tensor1D } {
  const { sumRows, scaleAndShift } = kernels();
  const rows = rowsOf(x);
  const [mean, variance] = tf.tidy(() => {
    const average = tf.mul(sumRows(asRows(x)), 1 / rows) as Tensor1D;
    const centred = scaleAndShift(x, tf.onesLike(average), tf.neg(average), false);
    return [average, tf.mul(sumRows(asRows(tf.square(centred))), 1 / rows) as Tensor1D];
  });
  return { mean: mean!, variance: variance! };
}

/** γ (x − mean) / √(variance + ε) + β, then ReLU where asked. `saved` is null in inference mode. */
export function normalize(name: string, x: Tensor4D, relu: boolean, pass: Pass): { y: Tensor4D; saved: NormSaved | null } {
  const gamma = pass.parameters.get(`${name}.gamma`) as Tensor1D;
  const beta = pass.parameters.get(`${name}.beta`) as Tensor1D;
  const apply = (mean: Tensor1D, inverse: Tensor1D) =>
    tf.tidy(() => {
      const scale = tf.mul(gamma, inverse);
      return kernels().scaleAndShift(x, scale as Tensor1D, tf.sub(beta, tf.mul(mean, scale)), relu);
    });
  const inverseDeviation = (variance: Tensor1D): Tensor1D => tf.tidy(() => tf.rsqrt(tf.add(variance, NORM_EPSILON)));

  if (!pass.training) {
    const inverse = inverseDeviation(pass.statistics.get(`${name}.variance`) as Tensor1D);
    const y = apply(pass.statistics.get(`${name}.mean`) as Tensor1D, inverse);
    inverse.dispose();
    return { y, saved: null };
  }

  const { mean, variance } = batchMoments(x);
  const inverse = inverseDeviation(variance);
  const rows = rowsOf(x);
  pass.batchStatistics.set(`${name}.mean`, tf.clone(mean));
  pass.batchStatistics.set(`${name}.variance`, tf.mul(variance, rows / Math.max(rows - 1, 1)));
  variance.dispose();
  return { y: apply(mean, inverse), saved: { mean, inverse } };
}

/**
 * Gradient through the normalisation, given dy *behind* any ReLU's mask. Adds to `gradients`, frees `saved`, and
 * returns ∂L/∂x = γ/σ · (dy − mean(dy) − x̂ · mean(dy · x̂)).
 */
export function normalizeBackward(
  name: string,
  x: Tensor4D,
  dy: Tensor4D,
  saved: NormSaved,
  pass: Pass,
  gradients: Gradients,
): Tensor4D {
  const { sumRows, scaleAndShift } = kernels();
  const gamma = pass.parameters.get(`${name}.gamma`) as Tensor1D;
  const rows = rowsOf(x);
  const [dx, dGamma, dBeta] = tf.tidy((): [Tensor4D, Tensor1D, Tensor1D] => {
    const { mean, inverse } = saved;
    const normalized = scaleAndShift(x, inverse, tf.neg(tf.mul(mean, inverse)), false);
    const sumDy = sumRows(asRows(dy));
    const sumDyX = sumRows(asRows(tf.mul(dy, normalized)));
    const scale = tf.mul(gamma, inverse) as Tensor1D;
    const alongDy = scaleAndShift(dy, scale, tf.mul(tf.mul(scale, sumDy), -1 / rows), false);
    const alongX = scaleAndShift(normalized, tf.mul(tf.mul(scale, sumDyX), -1 / rows), tf.zerosLike(mean), false);
    return [tf.add(alongDy, alongX), sumDyX, sumDy];
  });
  saved.mean.dispose();
  saved.inverse.dispose();
  gradients.set(`${name}.gamma`, dGamma);
  gradients.set(`${name}.beta`, dBeta);
  return dx;
}
