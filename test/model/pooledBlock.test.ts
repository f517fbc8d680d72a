import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { initialWeights } from '../../src/model/initial';
import { NamedVector, zerosOf } from '../../src/model/parameters';
import type { Pass } from '../../src/model/pass';
import { pooledBackward, pooledForward, rangesOf, type Ranges } from '../../src/model/pooledBlock';
import { blockParameters, blockStatistics, lastBlock } from '../../src/model/residualBlock';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const D = 23;

function noise(shape: number[], seed: number): tf.Tensor {
  const random = randomStream(seed, 'subset');
  return tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => random.normal()), shape);
}

/** Representation, ∂L/∂x, gradients and running statistics of a last block, computed in these ranges. */
async function computed(ranges: Ranges): Promise<Float32Array[]> {
  const block = lastBlock('last', 6, 5, D, 2);
  const [entries, moving] = [blockParameters(block), blockStatistics(block)];
  const pass: Pass = {
    parameters: new NamedVector(entries, initialWeights(entries, 3)),
    gradient: zerosOf(entries),
    statistics: new NamedVector(moving, initialWeights(moving, 3)),
    fixed: zerosOf([]),
    fixedGradient: zerosOf([]),
    training: true,
  };
  const x = noise([3, 8, 8, 6], 1) as Tensor4D;
  const { representation, saved } = pooledForward(block, x, pass, ranges);
  const dx = pooledBackward(block, x, noise([3, D], 2) as Tensor2D, saved, pass);
  const results = await Promise.all([representation, dx, pass.gradient.flat, pass.statistics.flat].map((tensor) => tensor.data()));
  const values = results.map((result) => Float32Array.from(result));
  for (const owned of [representation, dx, x, pass.parameters, pass.gradient, pass.statistics, pass.fixed, pass.fixedGradient]) owned.dispose();
  return values;
}

test('computed in ranges and computed again on the way back, a last block is the same as in one piece', async () => {
  const whole = await computed({ ranges: [{ from: 0, count: D }], areKept: true });
  const before = tf.memory().numTensors;
  const pieces = await computed({ ranges: [{ from: 0, count: 8 }, { from: 8, count: 8 }, { from: 16, count: D - 16 }], areKept: false });
  expect(tf.memory().numTensors).toBe(before);
  whole.forEach((values, quantity) => values.forEach((value, at) => expect(Math.abs(pieces[quantity]![at]! - value)).toBeLessThan(1e-5 * (1 + Math.abs(value)))));
});

test('narrow blocks stay whole, wide ones are cut into ranges that cover every channel once', () => {
  expect(rangesOf(128 * 16, 256)).toEqual({ ranges: [{ from: 0, count: 256 }], areKept: true });
  const { ranges, areKept } = rangesOf(512 * 16, 32_768);
  expect(areKept).toBe(false);
  let next = 0;
  for (const { from, count } of ranges) {
    expect(from).toBe(next);
    expect(4 * 512 * 16 * count).toBeLessThanOrEqual(2 ** 25);
    next += count;
  }
  expect(next).toBe(32_768);
});
