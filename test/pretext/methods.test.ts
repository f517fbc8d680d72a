import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { defaultExperiment, fields } from '../../src/experiment/fields';
import { lossAndGradient } from '../../src/pretext/lossGradient';
import { pretextMethod } from '../../src/pretext/methods';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const available = fields.method.choices.filter((name) => !(fields.method.notYet as readonly string[]).includes(name));

function embeddingOf(rows: number, columns: number): tf.Tensor2D {
  const random = randomStream(5, 'subset');
  return tf.tensor2d(Float32Array.from({ length: rows * columns }, () => random.normal()), [rows, columns]);
}

test('every method that links may name has a row in the table, and the others say so', () => {
  for (const name of available) expect(pretextMethod(name).label).not.toBe('');
  for (const name of fields.method.notYet) expect(() => pretextMethod(name)).toThrow(/not available yet/);
});

test.each(available)('%s: loss and gradient are finite, its parts are told, and no tensor is left over', async (name) => {
  const method = pretextMethod(name);
  // More dimensions than images and fewer: VICReg computes its covariance differently.
  for (const columns of [3, 40]) {
    const embedding = embeddingOf(12, columns);
    const labels = () => tf.tensor1d([0, 1, 2, 0, 1, 2], 'int32');
    const before = tf.memory().numTensors;
    const { terms, gradient } = lossAndGradient(method, { embedding, labels, experiment: defaultExperiment });
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

test('rows of zeros, as a dead representation gives them, keep the loss finite', async () => {
  const embedding = tf.zeros([8, 6]) as tf.Tensor2D;
  const labels = () => tf.tensor1d([0, 1, 2, 3], 'int32');
  for (const name of available) {
    const { terms, gradient } = lossAndGradient(pretextMethod(name), { embedding, labels, experiment: defaultExperiment });
    expect([...(await terms.data()), ...(await gradient.data())].every(Number.isFinite)).toBe(true);
  }
});
