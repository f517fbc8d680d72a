/**
 * The oracle: the same network in plain tfjs operations on the JavaScript backend, differentiated by tfjs' own tape.
 * Shares names and shapes of parameters with the real one, and no code.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { backbones } from '../../src/model/architecture';
import { projectorWidths } from '../../src/model/describe';
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

export function representation(experiment: Experiment, images: Tensor4D, w: Weights): Tensor2D {
  const shape = backbones[experiment.backbone];
  const stem = convolve(images, w['stem.conv'] as Tensor4D, 1);
  let x = tf.relu(normalize(stem, [0, 1, 2], w['stem.norm.gamma']!, w['stem.norm.beta']!)) as Tensor4D;
  shape.blocks.forEach(({ stride }, index) => (x = block(`block${index + 1}`, x, w, stride)));
  return tf.mean(block('last', x, w, shape.last.stride), [1, 2]);
}

export function embedding(experiment: Experiment, h: Tensor2D, w: Weights): Tensor2D {
  let x: Tensor = h;
  const depth = projectorWidths(experiment).length - 1;
  for (let layer = 1; layer < depth; layer++) {
    const filter = w[`projector${layer}.linear`]!;
    const linear = tf.matMul(x as Tensor2D, tf.reshape(filter, [filter.shape[2]!, filter.shape[3]!]) as Tensor2D);
    x = tf.relu(normalize(linear, [0], w[`projector${layer}.norm.gamma`]!, w[`projector${layer}.norm.beta`]!));
  }
  if (depth > 0) x = tf.add(tf.matMul(x as Tensor2D, w[`projector${depth}.weight`] as Tensor2D), w[`projector${depth}.bias`]!);
  if (w['head1.weight']) x = tf.add(tf.matMul(x as Tensor2D, w['head1.weight'] as Tensor2D), w['head1.bias']!);
  return x as Tensor2D;
}
