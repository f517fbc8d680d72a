import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

function values(rows: number, columns: number): Tensor2D {
  return tf.tensor2d(Float32Array.from({ length: rows * columns }, (_, index) => Math.sin(index)), [rows, columns]);
}

/** In plain arithmetic. */
function product(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0]!.map((_, column) => row.reduce((sum, value, index) => sum + value * b[index]![column]!, 0)));
}

function expectClose(actual: number[][], expected: number[][]): void {
  actual.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(expected[i]![j]!, 3)));
}

test.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('transposeA %s, transposeB %s', async (transposeA, transposeB) => {
  const a = transposeA ? values(7, 5) : values(5, 7);
  const b = transposeB ? values(3, 7) : values(7, 3);
  const before = tf.memory().numTensors;
  const c: Tensor2D = tf.matMul(a, b, transposeA, transposeB);
  expect(tf.memory().numTensors).toBe(before + 1);
  const plain = async (x: Tensor2D, swap: boolean) => (swap ? tf.transpose(x) : x).array();
  expectClose(await c.array(), product(await plain(a, transposeA), await plain(b, transposeB)));
});

test('one buffer serves as the right side in two shapes', async () => {
  // Stock tfjs 4.22 packs [8, 1024] and reuses the packing for [128, 64]: it reads and writes out of bounds.
  const x = values(128, 64);
  for (let round = 0; round < 20; round++) {
    const folded: Tensor2D = tf.matMul(tf.ones([1, 8]), tf.reshape(x, [8, 1024]));
    const straight: Tensor2D = tf.matMul(tf.ones([1, 128]), x);
    const sums: Tensor2D = tf.matMul(tf.ones([1, 16]), tf.reshape(folded, [16, 64]));
    expectClose(await sums.array(), await straight.array());
  }
});

test.each([
  ['batch by batch', [3, 2], [3, 2]],
  ['one left side for all', [1], [3]],
  ['one right side for all', [3], []],
  ['broadcast along one axis', [3, 1], [1, 2]],
])('stacks of matrices: %s', async (_, left, right) => {
  const a = tf.reshape(values(left.reduce((x, y) => x * y, 1), 20), [...left, 4, 5]);
  const b = tf.reshape(values(right.reduce((x, y) => x * y, 1), 15), [...right, 5, 3]);
  const actual: tf.Tensor = tf.matMul(a, b);
  // Broadcast sums of products, which need no matrix product.
  const expected = tf.sum(tf.mul(tf.reshape(a, [...left, 4, 5, 1]), tf.reshape(b, [...right, 1, 5, 3])), -2);
  expect(actual.shape).toEqual(expected.shape);
  const found = await actual.data();
  (await expected.data()).forEach((value, index) => expect(found[index]).toBeCloseTo(value, 4));
});
