/** A linear layer, on vectors as maps of 1×1 pixel: [n, 1, 1, inputs] → [n, 1, 1, outputs]. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';
import type { VectorEntry } from './parameters';
import type { Pass } from './pass';

export interface LinearShape {
  name: string;
  inputs: number;
  outputs: number;
  /** Default true; false where a normalisation follows, which would take a bias away again. */
  bias?: boolean;
}

export function linearParameters({ name, inputs, outputs, bias = true }: LinearShape): VectorEntry[] {
  const weight: VectorEntry = { name: `${name}.weight`, shape: [inputs, outputs], initial: 'uniform-fan-in' };
  return bias ? [weight, { name: `${name}.bias`, shape: [outputs], initial: 'zeros' }] : [weight];
}

export function linearForward({ name, bias = true }: LinearShape, x: Tensor4D, { parameters }: Pick<Pass, 'parameters'>): Tensor4D {
  return kernels.convolve(x, parameters.filter(`${name}.weight`), 1, bias ? parameters.slice(`${name}.bias`) : null) as Tensor4D;
}

/** Writes the gradients of weight and bias. Disposes neither x nor dy. */
export function linearWeightsBackward({ name, bias = true }: LinearShape, x: Tensor4D, dy: Tensor4D, { gradient }: Pick<Pass, 'gradient'>): void {
  kernels.convolveFilterGradient(x, dy, 1, gradient.filter(`${name}.weight`));
  if (bias) kernels.sumRows(dy, gradient.slice(`${name}.bias`));
}

/** ∂L/∂x. */
export function linearInputBackward({ name }: LinearShape, dy: Tensor4D, { parameters }: Pick<Pass, 'parameters'>): Tensor4D {
  return kernels.convolveInputGradient(dy, parameters.filter(`${name}.weight`), 1, [1, 1], null) as Tensor4D;
}

/** [n, c] seen as [n, 1, 1, c]. */
export function asPixels(x: Tensor2D): Tensor4D {
  return tf.reshape(x, [x.shape[0], 1, 1, x.shape[1]]);
}

/** And back. */
export function asVectors(x: Tensor4D): Tensor2D {
  return tf.reshape(x, [x.shape[0], x.shape[3]]);
}
