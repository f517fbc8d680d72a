import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { IMAGE_BYTES, IMAGE_SIDE } from '../../src/data/dataset';
import { decode, DECODED_SIDE, originalsOf, type PixelSource } from '../../src/evaluate/decoder';
import { Ridge } from '../../src/evaluate/ridge';
import { standardOf } from '../../src/evaluate/standardize';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

beforeAll(startWasmInNode);

/** Images of one grey, on which a red patch may lie; features: the grey, what the red adds, and noise. */
function scenes(count: number, seed: number, tells: { red: boolean } = { red: true }): { source: PixelSource; features: Tensor2D } {
  const random = randomStream(seed, 'probe');
  const pixels = new Uint8Array(count * IMAGE_BYTES);
  const features: number[] = [];
  for (let image = 0; image < count; image++) {
    const [grey, red] = [40 + random.below(100), random.below(100)];
    pixels.fill(grey, image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES);
    for (let row = 0; row < 16; row++) pixels.fill(grey + red, image * IMAGE_BYTES + row * IMAGE_SIDE, image * IMAGE_BYTES + row * IMAGE_SIDE + 16);
    features.push(grey / 50, tells.red ? red / 3 : random.normal(), random.normal());
  }
  return { source: { pixels, indices: Int32Array.from({ length: count }, (_, image) => image) }, features: tf.tensor2d(features, [count, 3]) };
}

async function decoded(train: ReturnType<typeof scenes>, test: ReturnType<typeof scenes>) {
  const ridge = await Ridge.of(train.features, await standardOf(train.features), 1e-3);
  const result = await decode(ridge, train.source, test.features, test.source);
  ridge.dispose();
  return result;
}

test('what the features hold comes back, luminance and colour told apart', async () => {
  const before = tf.memory().numTensors;
  const [train, test, blind, blindTest] = [scenes(200, 1), scenes(100, 2), scenes(200, 1, { red: false }), scenes(100, 2, { red: false })];
  const full = await decoded(train, test);
  expect(full.luminance).toBeGreaterThan(0.99);
  expect(full.colour).toBeGreaterThan(0.99);
  expect(full).toMatchObject({ side: DECODED_SIDE, count: 6 });
  // The first test image: its grey at the bottom right, its red at the top left.
  const original = originalsOf(test.source, 1);
  const at = (pixels: Uint8ClampedArray, side: number, row: number, column: number) => Array.from(pixels.subarray(3 * (row * side + column), 3 * (row * side + column) + 3));
  for (const [row, column] of [[2, 3], [14, 13]] as const) {
    at(full.pixels, DECODED_SIDE, row, column).forEach((value, channel) => expect(Math.abs(value - at(original, IMAGE_SIDE, 2 * row, 2 * column)[channel]!)).toBeLessThan(8));
  }
  const gray = await decoded(blind, blindTest);
  expect(gray.luminance).toBeGreaterThan(0.7);
  expect(gray.colour).toBeLessThan(0.05);
  for (const { features } of [train, test, blind, blindTest]) features.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('the decoder is fitted to training images alone: other test images change what it explains, not what it rebuilds', async () => {
  const [train, test] = [scenes(200, 1), scenes(100, 2)];
  const honest = await decoded(train, test);
  const inverted = { ...test, source: { ...test.source, pixels: test.source.pixels.map((value) => 255 - value) } };
  const other = await decoded(train, inverted);
  expect(other.pixels).toEqual(honest.pixels);
  expect(other.luminance).toBeLessThan(0);
  const [more] = [scenes(50, 3)];
  const alone = await decoded(train, { ...more, features: tf.slice(test.features, [0, 0], [50, -1]) as Tensor2D });
  expect(alone.pixels).toEqual(honest.pixels);
  for (const { features } of [train, test, more!]) features.dispose();
});
