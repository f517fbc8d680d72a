/** The convolution that is timed on its own: one of the middle of a net. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { randomStream } from '../../src/random/stream';
import { SEED } from './net';

export const convolution = { rows: 32, side: 16, inputs: 64, outputs: 64, size: 3 } as const;

const { rows, side, inputs, outputs, size } = convolution;

/** Operations of one pass; the gradients take as many as the forward pass. */
const FLOP = 2 * rows * side * side * size * size * inputs * outputs;

export const shapes = {
  x: [rows, side, side, inputs],
  y: [rows, side, side, outputs],
  filter: [size, size, inputs, outputs],
} as const;

function randomValues(shape: readonly number[]): Float32Array {
  const random = randomStream(SEED, 'subset', shape.length);
  return Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, () => random.normal());
}

export function randomTensor(shape: readonly number[]): Tensor {
  return tf.tensor(randomValues(shape), [...shape]);
}

/** A first call compiles and is not timed; then as many as fill about this time, at least two. */
const TIMED_MILLISECONDS = 1500;

/** One number of a tensor made for it: of a tensor written in place, tfjs may hand out what it has read or uploaded before. */
async function waitFor(result: Tensor): Promise<void> {
  const one = tf.slice(tf.reshape(result, [-1]), 0, 1);
  await one.data();
  one.dispose();
}

/** GFLOP/s of `pass`, which asks for one pass and returns its result; results other than `kept` are freed. */
export async function rateOf(pass: () => Tensor, kept?: Tensor): Promise<number> {
  const timed = async (count: number) => {
    const start = performance.now();
    let last: Tensor | undefined;
    for (let index = 0; index < count; index++) {
      if (last !== kept) last?.dispose();
      last = pass();
    }
    await waitFor(last!);
    if (last !== kept) last!.dispose();
    return performance.now() - start;
  };
  await timed(1);
  const once = await timed(1);
  const count = Math.max(2, Math.min(100, Math.round(TIMED_MILLISECONDS / once)));
  return (count * FLOP) / (await timed(count)) / 1e6;
}
