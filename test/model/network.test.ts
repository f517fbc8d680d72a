import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import { classifierOutputs, describeNetwork } from '../../src/model/describe';
import { Network } from '../../src/model/network';
import { randomStream } from '../../src/random/stream';
import { embedding, representation, type Weights } from '../support/oracle';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const settings: Partial<Experiment>[] = [
  { width: 24, layers: 0 },
  { width: 40, layers: 1, out: 8 },
  { width: 17, layers: 3, hidden: 13, out: 9 },
  { method: 'supervised', width: 12, layers: 0 },
  { backbone: 'small', width: 33, layers: 2, hidden: 8, out: 8 },
];

function randomImages(count: number): number[] {
  const random = randomStream(7, 'subset');
  return Array.from({ length: count * 32 * 32 * 3 }, () => random.normal());
}

function weightsOf(network: Network, values: Float32Array): Weights {
  let offset = 0;
  return Object.fromEntries(
    network.parameters.entries.map(({ name, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      const tensor = tf.tensor(values.slice(offset, offset + size), [...shape]);
      offset += size;
      return [name, tensor];
    }),
  );
}

describe.each(settings)('a network with %o', (changes) => {
  const experiment: Experiment = { ...defaultExperiment, ...changes };

  test('has the parameters that its description counts', () => {
    const network = new Network(experiment, classifierOutputs(experiment));
    const { backboneParameters, projectorParameters } = describeNetwork(experiment);
    expect(network.sizes).toEqual({ backbone: backboneParameters, projector: projectorParameters });
    network.dispose();
  });

  test('agrees with the plain-operation oracle in its output and in the gradient of every parameter', async () => {
    const count = experiment.backbone === 'small' ? 1 : 2; // the oracle is slow
    const values = randomImages(count);
    const network = new Network(experiment, classifierOutputs(experiment));
    const tensorsBefore = tf.memory().numTensors;
    const images: Tensor4D = tf.tensor4d(values, [count, 32, 32, 3]);
    const forward = network.forward(images);
    const output = (await forward.embedding.data()) as Float32Array;
    // Upstream gradient: the embedding itself, so that the loss is half its squared length.
    const flat = network.backward(forward, tf.clone(forward.embedding));
    const gradient = (await flat.data()) as Float32Array;
    const parameters = (await network.parameters.flat.data()) as Float32Array;
    for (const tensor of [images, forward.embedding, forward.representation, flat, ...forward.pass.batchStatistics.values()]) tensor.dispose();
    expect(tf.memory().numTensors - tensorsBefore).toBe(network.parameters.entries.length); // the cached views

    await tf.setBackend('cpu');
    const weights = weightsOf(network, parameters);
    const names = Object.keys(weights);
    const oracle = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const w = Object.fromEntries(names.map((name, index) => [name, tensors[index]!]));
      const z = embedding(experiment, representation(experiment, tf.tensor4d(values, [count, 32, 32, 3]), w), w);
      return tf.mul(tf.sum(tf.square(z)), 0.5);
    })(names.map((name) => weights[name]!));
    const z = embedding(experiment, representation(experiment, tf.tensor4d(values, [count, 32, 32, 3]), weights), weights) as Tensor2D;

    expect(furthest(output, (await z.data()) as Float32Array)).toBeLessThan(1e-3);
    let offset = 0;
    for (const [index, name] of names.entries()) {
      const expected = (await oracle.grads[index]!.data()) as Float32Array;
      expect(furthest(gradient.subarray(offset, offset + expected.length), expected), name).toBeLessThan(2e-3);
      offset += expected.length;
    }
    await startWasmInNode();
    network.dispose();
  }, 120_000);
});

/** Largest difference in units of the reference's largest value. */
function furthest(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return expected.reduce((most, value, index) => Math.max(most, Math.abs(actual[index]! - value)), 0) / scale;
}

test('a change of width or projector leaves the weights below the last block as they are', async () => {
  const narrow = new Network({ ...defaultExperiment, width: 16 }, null);
  const wide = new Network({ ...defaultExperiment, width: 64, layers: 3 }, null);
  expect(await narrow.parameters.get('block2.conv1').data()).toEqual(await wide.parameters.get('block2.conv1').data());
  narrow.dispose();
  wide.dispose();
});

test('training mode and inference mode agree once the running statistics have met the batch', async () => {
  const network = new Network(defaultExperiment, null);
  const images: Tensor4D = tf.tensor4d(randomImages(16), [16, 32, 32, 3]);
  for (let round = 0; round < 80; round++) {
    const forward = network.forward(images);
    network.backward(forward, tf.zerosLike(forward.embedding)).dispose();
    network.updateStatistics(forward.pass);
    if (round === 79) {
      const inference = network.represent(images);
      expect(furthest((await inference.data()) as Float32Array, (await forward.representation.data()) as Float32Array)).toBeLessThan(2e-2);
    }
    forward.embedding.dispose();
    forward.representation.dispose();
  }
}, 120_000);
