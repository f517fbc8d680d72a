/**
 * The oracle: the same network and loss in plain tfjs operations, differentiated by tfjs' own tape. Shares names and shapes of
 * parameters with the real one, and no code. Tests hold every backend's gradients to it on tfjs' JavaScript backend; the
 * benchmark runs it on the stock back ends as what tfjs does without us.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { backbones } from '../../src/model/architecture';
import type { Experiment } from '../../src/experiment/fields';

export type Weights = Record<string, Tensor>;

function convolve(x: Tensor4D, filter: Tensor4D, stride: number): Tensor4D {
  const pad = (filter.shape[0] - 1) / 2;
  return tf.conv2d(tf.pad(x, [[0, 0], [pad, pad], [pad, pad], [0, 0]]), filter, stride as 1 | 2, 'valid');
}

function normalize(x: Tensor, axes: number[], gamma: Tensor, beta: Tensor): Tensor {
  const { mean, variance } = tf.moments(x, axes, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))), gamma), beta);
}

function block(name: string, x: Tensor4D, w: Weights, stride: number): Tensor4D {
  const norm = (y: Tensor, key: string) => normalize(y, [0, 1, 2], w[`${name}.${key}.gamma`]!, w[`${name}.${key}.beta`]!);
  const first = tf.relu(norm(convolve(x, w[`${name}.conv1`] as Tensor4D, stride), 'norm1')) as Tensor4D;
  const second = norm(convolve(first, w[`${name}.conv2`] as Tensor4D, 1), 'norm2');
  const shortcut = w[`${name}.shortcut`];
  const residual = shortcut ? norm(convolve(x, shortcut as Tensor4D, stride), 'normShortcut') : x;
  return tf.relu(tf.add(second, residual));
}

/** What names and shapes of weights leave open of a backbone. Shortcuts are projected where there is a filter for them. */
export interface Strides {
  blocks: readonly { stride: number }[];
  last: { stride: number };
}

/** Stem, blocks, last block and global average pooling. */
export function pooledMaps({ blocks, last }: Strides, images: Tensor4D, w: Weights): Tensor2D {
  const stem = convolve(images, w['stem.conv'] as Tensor4D, 1);
  let x = tf.relu(normalize(stem, [0, 1, 2], w['stem.norm.gamma']!, w['stem.norm.beta']!)) as Tensor4D;
  blocks.forEach(({ stride }, index) => (x = block(`block${index + 1}`, x, w, stride)));
  return tf.mean(block('last', x, w, last.stride), [1, 2]);
}

export function representation(experiment: Experiment, images: Tensor4D, w: Weights): Tensor2D {
  return pooledMaps(backbones[experiment.backbone], images, w);
}

/** Linear layers called `name` 1 …, with normalisation and ReLU in between; as many as there are weights for. */
function perceptron(name: string, h: Tensor2D, w: Weights): Tensor2D {
  let x: Tensor = h;
  let layer = 1;
  for (let filter = w[`${name}1.linear`]; filter; filter = w[`${name}${++layer}.linear`]) {
    const linear = tf.matMul(x as Tensor2D, tf.reshape(filter, [filter.shape[2]!, filter.shape[3]!]) as Tensor2D);
    x = tf.relu(normalize(linear, [0], w[`${name}${layer}.norm.gamma`]!, w[`${name}${layer}.norm.beta`]!));
  }
  const [weight, bias] = [w[`${name}${layer}.weight`], w[`${name}${layer}.bias`]];
  if (weight) x = tf.matMul(x as Tensor2D, weight as Tensor2D);
  return (bias ? tf.add(x, bias) : x) as Tensor2D;
}

/** What the projector makes; where it has no weights, the representation. */
export function projection(h: Tensor2D, w: Weights, isNormalized = false): Tensor2D {
  const projected = perceptron('projector', h, w);
  return (isNormalized ? normalize(projected, [0], tf.scalar(1), tf.scalar(0)) : projected) as Tensor2D;
}

/** A representation's projection, and what the head makes of it: for the loss the target and the embedding. */
export function embeddings(experiment: Experiment, h: Tensor2D, w: Weights): { projected: Tensor2D; embedded: Tensor2D } {
  const projected = projection(h, w, experiment.method === 'simsiam');
  return { projected, embedded: perceptron('head', projected, w) };
}

/** NT-Xent of z [2n, K], of which rows i and n + i are the two views of an image. */
export function ntXent(z: Tensor2D, temperature: number): Scalar {
  const unit = tf.div(z, tf.sqrt(tf.sum(tf.square(z), 1, true)));
  const [first, second] = tf.split(unit, 2);
  const similarities = tf.div(tf.matMul(unit, unit, false, true), temperature);
  const others = tf.sub(similarities, tf.mul(tf.eye(z.shape[0]), 1e9));
  const positives = tf.div(tf.sum(tf.mul(first!, second!), 1), temperature);
  return tf.sub(tf.mean(tf.logSumExp(others, 1)), tf.mean(positives));
}
