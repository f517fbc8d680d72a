/** The networks of BYOL and SimSiam with their losses: predictor, last normalisation, target, and where gradients end. */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import { AveragedNetwork } from '../../src/model/averagedNetwork';
import { describeNetwork } from '../../src/model/describe';
import { networkShape } from '../../src/model/network';
import { lossAndGradient } from '../../src/pretext/lossGradient';
import { pretextMethod } from '../../src/pretext/methods';
import { embeddings, representation, type Weights } from '../support/oracle';
import { startWasmInNode } from '../support/wasm';
import { backends, CLASSES, furthest, largest, networkOf, randomImages, tapeGradients, tensorsOf, weightsOf, type WeightValues } from './support/compare';

/** Two views of so many images. Fewer rows, and what is normalised over them is nearly constant. */
const ROWS = 4;
const pixels = randomImages(ROWS);

const settings: Partial<Experiment>[] = [
  { method: 'byol', width: 20, layers: 1, hidden: 11, out: 8 },
  { method: 'byol', width: 12, layers: 0, hidden: 9 },
  { method: 'simsiam', width: 20, layers: 2, hidden: 11, out: 9 },
  { method: 'simsiam', width: 14, layers: 0 },
];

const imagesOf = (): Tensor4D => tf.tensor4d(pixels, [ROWS, 32, 32, 3]);

interface Computed {
  loss: number;
  target: Float32Array;
  gradient: Float32Array;
  weights: WeightValues;
  /** Of the moving average. */
  averaged: WeightValues | null;
}

/** By our kernels. The moving average is of another seed, so that it cannot be taken for the network. */
async function computed(experiment: Experiment): Promise<Computed> {
  const network = networkOf(experiment);
  const average = experiment.method === 'byol' ? new AveragedNetwork(networkShape(experiment, CLASSES), experiment.seed + 1) : null;
  const before = tf.memory().numTensors;
  const images = imagesOf();
  const averaged = average?.embed(images);
  const forward = network.forward(images);
  const target = averaged ?? forward.projection;
  const targetValues = Float32Array.from(await target.data());
  const labels = () => tf.tensor1d([]);
  const { terms, gradient } = lossAndGradient(pretextMethod(experiment.method), { embedding: forward.embedding, target, labels, experiment });
  network.backward(forward, gradient);
  const [loss] = await terms.data();
  tf.dispose([images, forward.embedding, forward.representation, terms, ...(averaged ? [averaged] : [])]);
  expect(tf.memory().numTensors).toBe(before);
  const found = {
    loss: loss!,
    target: targetValues,
    gradient: await network.gradient.read(),
    weights: await weightsOf(network.parameters),
    averaged: average && (await weightsOf(average.parameters)),
  };
  network.dispose();
  average?.dispose();
  return found;
}

/** The loss in plain operations, of predictions and targets [2n, K]. */
function plainLoss({ method }: Experiment, p: Tensor2D, z: Tensor2D): Scalar {
  const unit = (x: tf.Tensor) => tf.div(x, tf.norm(x, 2, 1, true));
  const [p1, p2] = tf.split(unit(p), 2);
  const [z1, z2] = tf.split(unit(z), 2);
  const cosine = (a: tf.Tensor, b: tf.Tensor) => tf.mean(tf.sum(tf.mul(a, b), 1));
  const both = tf.add(cosine(p1!, z2!), cosine(p2!, z1!));
  return method === 'byol' ? tf.sub(4, tf.mul(both, 2)) : tf.mul(both, -0.5);
}

interface Oracle {
  loss: number;
  target: Float32Array;
  stopped: Map<string, Float32Array>;
  /** As if the target's gradient went on into the network; null where the target has weights of its own. */
  leaking: Map<string, Float32Array> | null;
}

async function oracleOf(experiment: Experiment, { weights, averaged }: Pick<Computed, 'weights' | 'averaged'>): Promise<Oracle> {
  await tf.setBackend('cpu');
  const embedded = (w: Weights) => embeddings(experiment, representation(experiment, imagesOf(), w), w);
  const target = embedded(tensorsOf(averaged ?? weights)).projected;
  return {
    loss: (await plainLoss(experiment, embedded(tensorsOf(weights)).embedded, target).data())[0]!,
    target: (await target.data()) as Float32Array,
    stopped: await tapeGradients(weights, (w) => plainLoss(experiment, embedded(w).embedded, target)),
    leaking: averaged
      ? null
      : await tapeGradients(weights, (w) => {
          const { embedded: p, projected } = embedded(w);
          return plainLoss(experiment, p, projected);
        }),
  };
}

describe.each(settings)('%o', (changes) => {
  const experiment: Experiment = { ...defaultExperiment, ...changes };
  let oracle: Promise<Oracle> | null = null;

  test('has the parameters that its description counts', async () => {
    await startWasmInNode();
    const network = networkOf(experiment);
    const { backboneParameters, projectorParameters, averagedParameters } = describeNetwork(experiment);
    expect(network.sizes).toEqual({ backbone: backboneParameters, projector: projectorParameters });
    const average = new AveragedNetwork(networkShape(experiment, CLASSES), 1);
    expect(averagedParameters).toBe(experiment.method === 'byol' ? average.parameters.length : 0);
    network.dispose();
    average.dispose();
  });

  // Without layers the kernels are the same ones, and a software adapter takes half a minute for each network.
  const held = experiment.layers > 0 ? backends : backends.filter(({ backend }) => backend === 'wasm');

  test.each(held)('loss, target and the gradient of every parameter are those of plain operations with the target held, on $backend', async ({ start }) => {
    await start();
    const { loss, target, gradient, ...weights } = await computed(experiment);
    const expected = await (oracle ??= oracleOf(experiment, weights));
    expect(loss).toBeCloseTo(expected.loss, 3);
    expect(furthest(target, expected.target)).toBeLessThan(1e-3);
    // E.g. the projector's bias in front of a predictor that normalises has no gradient.
    const leastScale = 1e-3 * Math.max(...[...expected.stopped.values()].map(largest));
    let offset = 0;
    let leak = 0;
    for (const [name, right] of expected.stopped) {
      const found = gradient.subarray(offset, offset + right.length);
      offset += right.length;
      expect(furthest(found, right, leastScale), name).toBeLessThan(5e-3);
      if (expected.leaking) leak = Math.max(leak, furthest(found, expected.leaking.get(name)!, leastScale));
    }
    // A gradient that went through the target would have been seen.
    if (expected.leaking) expect(leak).toBeGreaterThan(0.1);
  }, 240_000);
});

test.each(backends)('the moving average follows as plain arithmetic says, and follows only, on $backend', async ({ start }) => {
  await start();
  const experiment: Experiment = { ...defaultExperiment, method: 'byol', width: 9, out: 8, hidden: 8 };
  const network = networkOf(experiment);
  const average = new AveragedNetwork(networkShape(experiment, CLASSES), experiment.seed);
  const trained = await network.parameters.read();
  const expected = Float64Array.from(trained.subarray(0, average.parameters.length));
  expect(await average.parameters.read()).toEqual(Float32Array.from(expected));
  for (const share of [0.01, 0.3, 0]) {
    trained.forEach((value, index) => (trained[index] = value + Math.sin(index)));
    network.parameters.overwrite(trained);
    const vector = tf.tensor1d([5, share]);
    average.follow(network, { vector, offset: 1, length: 1 });
    expected.forEach((old, index) => (expected[index] = (1 - share) * old + share * trained[index]!));
    expect(furthest(await average.parameters.read(), Float32Array.from(expected))).toBeLessThan(1e-6);
    vector.dispose();
  }
  expect(await network.parameters.read()).toEqual(trained);
  network.dispose();
  average.dispose();
});
