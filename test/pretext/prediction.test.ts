/** The losses that predict: their definition in plain numbers, and that no gradient goes through the target. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultExperiment } from '../../src/experiment/fields';
import { averageShare } from '../../src/pretext/byol';
import { lossAndGradient } from '../../src/pretext/lossGradient';
import { pretextMethod } from '../../src/pretext/methods';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const IMAGES = 5;
const K = 7;
const SIZE = 2 * IMAGES * K;

function numbers(seed: number): number[] {
  const random = randomStream(seed, 'subset');
  return Array.from({ length: SIZE }, () => random.normal());
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, index) => sum + value * y[index]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

const row = (values: readonly number[], index: number) => values.slice(index * K, (index + 1) * K);

/** Mean over images of the cosines of p1 with z2 and of p2 with z1. */
function cosines(p: readonly number[], z: readonly number[]): [number, number] {
  const mean = (from: number, to: number) =>
    Array.from({ length: IMAGES }, (_, image) => cosine(row(p, from + image), row(z, to + image))).reduce((sum, value) => sum + value / IMAGES, 0);
  return [mean(0, IMAGES), mean(IMAGES, 0)];
}

const definitions = {
  byol: (p: readonly number[], z: readonly number[]) => cosines(p, z).reduce((sum, value) => sum + 2 - 2 * value, 0),
  simsiam: (p: readonly number[], z: readonly number[]) => cosines(p, z).reduce((sum, value) => sum - value / 2, 0),
};

/** Central differences in float64. */
function differences(loss: (values: readonly number[]) => number, at: readonly number[]): number[] {
  const step = 1e-5;
  return at.map((value, index) => (loss(at.with(index, value + step)) - loss(at.with(index, value - step))) / (2 * step));
}

const furthest = (a: ArrayLike<number>, b: readonly number[]) => b.reduce((most, value, index) => Math.max(most, Math.abs(a[index]! - value)), 0);

describe.each(['byol', 'simsiam'] as const)('%s', (name) => {
  const [p, z] = [numbers(1), numbers(2)];
  const tensor = (values: readonly number[]): Tensor2D => tf.tensor2d([...values], [2 * IMAGES, K]);

  async function computed(embedding: Tensor2D, target: Tensor2D) {
    const { terms, gradient } = lossAndGradient(pretextMethod(name), { embedding, target, labels: () => tf.tensor1d([]), experiment: defaultExperiment });
    return { terms: await terms.data(), gradient: await gradient.data() };
  }

  test('is the definition in plain numbers, and its gradient that of the predictions alone', async () => {
    const { terms, gradient } = await computed(tensor(p), tensor(z));
    expect(terms[0]).toBeCloseTo(definitions[name](p, z), 4);
    expect(furthest(gradient, differences((values) => definitions[name](values, z), p))).toBeLessThan(1e-4);
  });

  test('with the embedding as its own target, counts the target as given', async () => {
    const both = tensor(p);
    const { gradient } = await computed(both, both);
    const stopped = differences((values) => definitions[name](values, p), p);
    const leaking = differences((values) => definitions[name](values, values), p);
    expect(furthest(gradient, stopped)).toBeLessThan(1e-4);
    expect(furthest(gradient, leaking)).toBeGreaterThan(0.01);
  });

  test('says by its deviation when all embeddings are one', async () => {
    const [, similarity, deviation] = (await computed(tensor(p), tensor(z))).terms;
    const alike = tensor(Array.from({ length: 2 * IMAGES }, () => row(p, 0)).flat());
    const collapsed = (await computed(alike, alike)).terms;
    expect(Math.abs(similarity!)).toBeLessThan(0.5);
    expect(deviation).toBeGreaterThan(0.7);
    expect(collapsed[1]).toBeCloseTo(1, 4);
    expect(collapsed[2]).toBeLessThan(1e-3);
  });
});

test('the average takes over 1 % at first and nothing at the end', () => {
  expect(averageShare(1, 400)).toBeCloseTo(0.01, 4);
  expect(averageShare(200, 400)).toBeCloseTo(0.005, 6);
  expect(averageShare(400, 400)).toBe(0);
});
