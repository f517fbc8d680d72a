import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { kernels, type FilterSize, type Stride } from '../../src/engine/kernels';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

/** Odd sides, one channel, one image and widths that divide by nothing, drawn from a fixed seed. */
const CASES = 40;

interface Shape {
  images: number;
  height: number;
  width: number;
  inputs: number;
  outputs: number;
  stride: Stride;
  size: FilterSize;
}

function shapes(): Shape[] {
  const random = randomStream(11, 'subset');
  const between = (low: number, high: number) => low + random.below(high - low + 1);
  return Array.from({ length: CASES }, () => ({
    images: between(1, 4),
    height: between(3, 9),
    width: between(3, 9),
    inputs: between(1, 9),
    outputs: between(1, 9),
    stride: between(1, 2) as Stride,
    size: random.below(2) === 0 ? 1 : 3,
  }));
}

function noise(seed: number, shape: number[]): tf.Tensor {
  const random = randomStream(seed, 'subset', 1);
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(Float32Array.from({ length: size }, () => random.normal()), shape);
}

/** Forward and both gradients, the latter by tfjs' own stock gradients of a padded convolution. */
function stock({ images, height, width, inputs, outputs, stride, size }: Shape): tf.Tensor[] {
  const pad = (size - 1) / 2;
  const x = noise(1, [images, height, width, inputs]) as Tensor4D;
  const filter = noise(2, [size, size, inputs, outputs]) as Tensor4D;
  const convolve = (a: Tensor4D, b: Tensor4D) => tf.conv2d(tf.pad(a, [[0, 0], [pad, pad], [pad, pad], [0, 0]]), b, stride, 'valid');
  const y = convolve(x, filter);
  const [dx, dfilter] = tf.grads((a, b) => convolve(a as Tensor4D, b as Tensor4D))([x, filter], noise(3, y.shape));
  return [y, dx!, dfilter!];
}

function ours({ images, height, width, inputs, outputs, stride, size }: Shape): tf.Tensor[] {
  const x = noise(1, [images, height, width, inputs]) as Tensor4D;
  const filter = noise(2, [size, size, inputs, outputs]) as Tensor4D;
  const { convolve, convolveInputGradient, convolveFilterGradient } = kernels();
  const y = convolve(x, filter, stride);
  const dy = noise(3, y.shape) as Tensor4D;
  return [y, convolveInputGradient(dy, filter, stride, [height, width]), convolveFilterGradient(x, dy, stride, size)];
}

function others({ images, height, width, inputs }: Shape): tf.Tensor[] {
  const { sumRows, scaleAndShift, pool, poolGradient } = kernels();
  const x = noise(4, [images, height, width, inputs]) as Tensor4D;
  return [
    sumRows(tf.reshape(x, [-1, inputs]) as Tensor2D),
    scaleAndShift(x, noise(5, [inputs]) as Tensor1D, noise(6, [inputs]) as Tensor1D, true),
    scaleAndShift(x, noise(5, [inputs]) as Tensor1D, noise(6, [inputs]) as Tensor1D, false),
    pool(x),
    poolGradient(noise(7, [images, inputs]) as Tensor2D, [height, width]),
  ];
}

test.each(shapes())('wasm kernels agree with stock tfjs on %o', async (shape) => {
  await tf.setBackend('cpu');
  const expected = await Promise.all([...stock(shape), ...others(shape)].map((tensor) => tensor.data()));
  await startWasmInNode();
  const actual = [...ours(shape), ...others(shape)];
  for (const [index, tensor] of actual.entries()) {
    const values = await tensor.data();
    expect(values.length).toBe(expected[index]!.length);
    values.forEach((value, at) => expect(Math.abs(value - expected[index]![at]!)).toBeLessThan(1e-3 * (1 + Math.abs(expected[index]![at]!))));
  }
});
