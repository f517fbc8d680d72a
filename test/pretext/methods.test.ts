import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { defaultExperiment, fields } from '../../src/experiment/fields';
import { methodNetworks } from '../../src/experiment/methodNetwork';
import { lossAndGradient } from '../../src/pretext/lossGradient';
import type { PretextInput } from '../../src/pretext/method';
import { pretextMethod } from '../../src/pretext/methods';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const names = fields.method.choices;

function rowsOf(rows: number, columns: number, seed: number): tf.Tensor2D {
  const random = randomStream(seed, 'subset');
  return tf.tensor2d(Float32Array.from({ length: rows * columns }, () => random.normal()), [rows, columns]);
}

/** What each method is given, and a target only where its network makes one. */
function inputOf(name: (typeof names)[number], embedding: tf.Tensor2D, target: tf.Tensor2D, classes: number[]): PretextInput {
  const hasTarget = methodNetworks[name].target !== 'none';
  return { embedding, target: hasTarget ? target : null, labels: () => tf.tensor1d(classes, 'int32'), experiment: defaultExperiment };
}

test.each(names)('%s: loss and gradient are finite, its parts are told, and no tensor is left over', async (name) => {
  const method = pretextMethod(name);
  expect(method.label).not.toBe('');
  // More dimensions than images and fewer: VICReg computes its covariance differently.
  for (const columns of [3, 40]) {
    const input = inputOf(name, rowsOf(12, columns, 5), rowsOf(12, columns, 6), [0, 1, 2, 0, 1, 2]);
    const before = tf.memory().numTensors;
    const { terms, gradient } = lossAndGradient(method, input);
    expect(terms.shape).toEqual([1 + method.parts.length]);
    expect(gradient.shape).toEqual([12, columns]);
    const values = [...(await terms.data()), ...(await gradient.data())];
    expect(values.every(Number.isFinite)).toBe(true);
    expect(values.some((value) => value !== 0)).toBe(true);
    terms.dispose();
    gradient.dispose();
    expect(tf.memory().numTensors).toBe(before);
  }
});

test.each(names)('%s: rows of zeros, as a dead representation gives them, keep the loss finite', async (name) => {
  const input = inputOf(name, tf.zeros([8, 6]), tf.zeros([8, 6]), [0, 1, 2, 3]);
  const { terms, gradient } = lossAndGradient(pretextMethod(name), input);
  expect([...(await terms.data()), ...(await gradient.data())].every(Number.isFinite)).toBe(true);
});

test('supervised tells the accuracy of the batch', async () => {
  const logits = tf.tensor2d([[2, 1, 0], [0, 3, 1], [0, 1, 2], [5, 1, 0]]);
  const { terms } = lossAndGradient(pretextMethod('supervised'), inputOf('supervised', logits, logits, [0, 1]));
  expect((await terms.data())[1]).toBeCloseTo(0.5);
});
