import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import { describeNetwork } from '../../src/model/describe';
import { embeddings, representation, type Weights } from '../support/oracle';
import { startWasmInNode } from '../support/wasm';
import { backends, furthest, networkOf, randomImages, tapeGradients, tensorsOf, weightsOf, type WeightValues } from './support/compare';

const settings: Partial<Experiment>[] = [
  { width: 24, layers: 0 },
  { width: 40, layers: 1, out: 8 },
  { width: 17, layers: 3, hidden: 13, out: 9 },
  { method: 'supervised', width: 12, layers: 0 },
  { backbone: 'small', width: 33, layers: 2, hidden: 8, out: 8 },
];

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
    const weights = await weightsOf(network.parameters);
    for (const tensor of [images, forward.embedding, forward.representation]) tensor.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);

    const expected = await (oracle ??= oracleOf(experiment, weights, values, count));
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
async function oracleOf(experiment: Experiment, values: WeightValues, pixels: number[], count: number): Promise<Oracle> {
  await tf.setBackend('cpu');
  const embedded = (w: Weights) => embeddings(experiment, representation(experiment, tf.tensor4d(pixels, [count, 32, 32, 3]), w), w).embedded;
  return {
    output: (await embedded(tensorsOf(values)).data()) as Float32Array,
    gradients: await tapeGradients(values, (w) => tf.mul(tf.sum(tf.square(embedded(w))), 0.5)),
  };
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
