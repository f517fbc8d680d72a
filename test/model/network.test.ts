import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import { classifierOutputs, describeNetwork } from '../../src/model/describe';
import { Network, networkShape } from '../../src/model/network';
import { randomStream } from '../../src/random/stream';
import { embedding, representation, type Weights } from '../support/oracle';
import { missingWebGpu } from '../support/dawn';
import { startWasmInNode } from '../support/wasm';
import { startTrainingOnWebGpu } from '../support/webgpu';

const missing = await missingWebGpu();

const backends = [{ backend: 'wasm', start: startWasmInNode }, ...(missing ? [] : [{ backend: 'webgpu', start: () => startTrainingOnWebGpu() }])];

const settings: Partial<Experiment>[] = [
  { width: 24, layers: 0 },
  { width: 40, layers: 1, out: 8 },
  { width: 17, layers: 3, hidden: 13, out: 9 },
  { method: 'supervised', width: 12, layers: 0 },
  { backbone: 'small', width: 33, layers: 2, hidden: 8, out: 8 },
];

function networkOf(experiment: Experiment): Network {
  return new Network(networkShape(experiment, classifierOutputs(experiment)), experiment.seed);
}

function randomImages(count: number): number[] {
  const random = randomStream(7, 'subset');
  return Array.from({ length: count * 32 * 32 * 3 }, () => random.normal());
}

function weightsOf(network: Network, values: Float32Array): Map<string, { shape: readonly number[]; numbers: Float32Array }> {
  let offset = 0;
  return new Map(
    network.parameters.entries.map(({ name, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      offset += size;
      return [name, { shape, numbers: values.slice(offset - size, offset) }];
    }),
  );
}

describe.each(settings)('a network with %o', (changes) => {
  const experiment: Experiment = { ...defaultExperiment, ...changes };

  test('has the parameters that its description counts', async () => {
    await startWasmInNode();
    const network = networkOf(experiment);
    const { backboneParameters, projectorParameters } = describeNetwork(experiment);
    expect(network.sizes).toEqual({ backbone: backboneParameters, projector: projectorParameters });
    network.dispose();
  });

  const count = experiment.backbone === 'small' ? 1 : 2; // the oracle is slow
  const values = randomImages(count);
  /** Computed once: the parameters follow from the seed, on every backend alike. */
  let oracle: Promise<Oracle> | null = null;

  test.each(backends)('agrees with the plain-operation oracle in its output and in the gradient of every parameter on $backend', async ({ start }) => {
    await start();
    const network = networkOf(experiment);
    const tensorsBefore = tf.memory().numTensors;
    const images: Tensor4D = tf.tensor4d(values, [count, 32, 32, 3]);
    const forward = network.forward(images);
    const output = (await forward.embedding.data()) as Float32Array;
    // Upstream gradient: the embedding itself, so that the loss is half its squared length.
    network.backward(forward, tf.clone(forward.embedding));
    const gradient = await network.gradient.read();
    const parameters = await network.parameters.read();
    for (const tensor of [images, forward.embedding, forward.representation]) tensor.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);

    const expected = await (oracle ??= oracleOf(experiment, weightsOf(network, parameters), values, count));
    expect(furthest(output, expected.output)).toBeLessThan(1e-3);
    let offset = 0;
    for (const [name, right] of expected.gradients) {
      expect(furthest(gradient.subarray(offset, offset + right.length), right), name).toBeLessThan(2e-3);
      offset += right.length;
    }
    await start();
    network.dispose();
  }, 120_000);
});

interface Oracle {
  output: Float32Array;
  /** In the order of the network's parameters. */
  gradients: Map<string, Float32Array>;
}

/** On tfjs' JavaScript backend, which stays in use. */
async function oracleOf(experiment: Experiment, values: Map<string, { shape: readonly number[]; numbers: Float32Array }>, pixels: number[], count: number): Promise<Oracle> {
  await tf.setBackend('cpu');
  const names = [...values.keys()];
  const tensors = [...values.values()].map(({ shape, numbers }) => tf.tensor(numbers, [...shape]));
  const embedded = (w: Weights) => embedding(experiment, representation(experiment, tf.tensor4d(pixels, [count, 32, 32, 3]), w), w);
  const named = (given: tf.Tensor[]): Weights => Object.fromEntries(names.map((name, index) => [name, given[index]!]));
  const { grads } = tf.valueAndGrads((...given: tf.Tensor[]) => tf.mul(tf.sum(tf.square(embedded(named(given)))), 0.5))(tensors);
  const gradients = await Promise.all(grads.map((gradient) => gradient.data()));
  return {
    output: (await embedded(named(tensors)).data()) as Float32Array,
    gradients: new Map(names.map((name, index) => [name, gradients[index] as Float32Array])),
  };
}

/** Largest difference in units of the reference's largest value. */
function furthest(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return expected.reduce((most, value, index) => Math.max(most, Math.abs(actual[index]! - value)), 0) / scale;
}

describe('on wasm', () => {
  beforeEach(startWasmInNode);

  test('a change of width or projector leaves the weights below the last block as they are', async () => {
    const narrow = networkOf({ ...defaultExperiment, width: 16 });
    const wide = networkOf({ ...defaultExperiment, width: 64, layers: 3 });
    expect(await narrow.parameters.copy('block2.conv1').data()).toEqual(await wide.parameters.copy('block2.conv1').data());
    narrow.dispose();
    wide.dispose();
  });

  test('training mode and inference mode agree once the running statistics have met the batch', async () => {
    const network = networkOf(defaultExperiment);
    const images: Tensor4D = tf.tensor4d(randomImages(16), [16, 32, 32, 3]);
    for (let round = 0; round < 80; round++) {
      const forward = network.forward(images);
      network.backward(forward, tf.zerosLike(forward.embedding));
      if (round === 79) {
        const inference = network.represent(images);
        expect(furthest((await inference.data()) as Float32Array, (await forward.representation.data()) as Float32Array)).toBeLessThan(2e-2);
      }
      forward.embedding.dispose();
      forward.representation.dispose();
    }
  }, 120_000);
});
