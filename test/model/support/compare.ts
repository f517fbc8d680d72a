/** What the tests of whole networks share: images, weights by name, and gradients by tfjs' tape on its JavaScript backend. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Scalar } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { Network, networkShape } from '../../../src/model/network';
import type { NamedVector } from '../../../src/model/parameters';
import type { Experiment } from '../../../src/experiment/fields';
import { randomStream } from '../../../src/random/stream';
import { missingWebGpu } from '../../support/dawn';
import type { Weights } from '../../support/oracle';
import { startWasmInNode } from '../../support/wasm';
import { startTrainingOnWebGpu } from '../../support/webgpu';

const missing = await missingWebGpu();

export const backends = [{ backend: 'wasm', start: startWasmInNode }, ...(missing ? [] : [{ backend: 'webgpu', start: () => startTrainingOnWebGpu() }])];

/** Of a data set's first task; any number serves. */
export const CLASSES = 8;

export function networkOf(experiment: Experiment): Network {
  return new Network(networkShape(experiment, CLASSES), experiment.seed);
}

export function randomImages(count: number): number[] {
  const random = randomStream(7, 'subset');
  return Array.from({ length: count * 32 * 32 * 3 }, () => random.normal());
}

/** Off the device, so that another backend can take them up. */
export type WeightValues = Map<string, { shape: readonly number[]; numbers: Float32Array }>;

export async function weightsOf(vector: NamedVector): Promise<WeightValues> {
  const values = await vector.read();
  let offset = 0;
  return new Map(
    vector.entries.map(({ name, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      offset += size;
      return [name, { shape, numbers: values.slice(offset - size, offset) }];
    }),
  );
}

export function tensorsOf(values: WeightValues): Weights {
  return Object.fromEntries([...values].map(([name, { shape, numbers }]) => [name, tf.tensor(numbers, [...shape])]));
}

/** ∂loss by every weight, in the order of the vector. On the backend in use. */
export async function tapeGradients(values: WeightValues, loss: (weights: Weights) => Scalar): Promise<Map<string, Float32Array>> {
  const names = [...values.keys()];
  const named = (given: tf.Tensor[]): Weights => Object.fromEntries(names.map((name, index) => [name, given[index]!]));
  const gradients = tf.grads((...given: tf.Tensor[]) => loss(named(given)))(Object.values(tensorsOf(values)));
  const read = await Promise.all(gradients.map((gradient) => gradient.data()));
  return new Map(names.map((name, index) => [name, read[index] as Float32Array]));
}

export function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Largest difference in units of the reference's largest value, or of `leastScale`: what is 0 by symmetry is only rounding. */
export function furthest(actual: Float32Array, expected: Float32Array, leastScale = 1e-6): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(largest(expected), leastScale);
  return expected.reduce((most, value, index) => Math.max(most, Math.abs(actual[index]! - value)), 0) / scale;
}
