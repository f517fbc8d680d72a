/** A linear layer with a bias: [n, inputs] → [n, outputs]. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';
import type { VectorEntry } from './parameters';
import type { Gradients, Pass } from './pass';

export interface LinearShape {
  name: string;
  inputs: number;
  outputs: number;
}

export function linearParameters({ name, inputs, outputs }: LinearShape): VectorEntry[] {
  return [
    { name: `${name}.weight`, shape: [inputs, outputs], initial: 'uniform-fan-in' },
    { name: `${name}.bias`, shape: [outputs], initial: 'zeros' },
  ];
}

export function linearForward({ name }: LinearShape, x: Tensor2D, { parameters }: Pass): Tensor2D {
  return tf.tidy(() => {
    const product = tf.matMul(x, parameters.get(`${name}.weight`) as Tensor2D);
    return tf.add(product, parameters.get(`${name}.bias`)) as Tensor2D;
  });
}

/** Returns ∂L/∂x. Disposes neither dy nor x. */
export function linearBackward({ name }: LinearShape, dy: Tensor2D, x: Tensor2D, { parameters }: Pass, gradients: Gradients): Tensor2D {
  gradients.set(`${name}.weight`, tf.matMul(x, dy, true, false));
  gradients.set(`${name}.bias`, kernels().sumRows(dy));
  return tf.matMul(dy, parameters.get(`${name}.weight`) as Tensor2D, false, true);
}
