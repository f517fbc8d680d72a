/**
 * Our training step as the benchmark drives it. `bench` is the bare step of the compared nets: forward pass, loss, backward pass
 * and optimizer. `small` is the whole step of a run: drawing and augmenting views and the online probe as well.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Dataset, ImageSet } from '../../src/data/dataset';
import { IMAGE_BYTES } from '../../src/data/dataset';
import { chooseBackend, type Device } from '../../src/engine/backend';
import { kernels } from '../../src/engine/kernels';
import { sgd } from '../../src/engine/optimizers/sgd';
import { repeated } from '../../src/engine/repeated';
import type { Experiment } from '../../src/experiment/fields';
import { Network } from '../../src/model/network';
import { NamedVector } from '../../src/model/parameters';
import { lossAndGradient } from '../../src/pretext/lossGradient';
import { pretextMethod } from '../../src/pretext/methods';
import { planOf, Session } from '../../src/train/session';
import { LEARNING_RATE, MOMENTUM, nets, randomImages, SEED, smallExperiment, TEMPERATURE, type NetName } from './net';
import type { Step } from './step';

export type OurBackend = 'webgpu' | 'wasm';

/** Starts and checks a backend as the page does. */
export function startOurs(backend: OurBackend): Promise<Device> {
  return chooseBackend(backend);
}

/** On the backend in use; `batch` images, each in two views. */
export function openStep(net: NetName, batch: number): Promise<Step> {
  return net === 'bench' ? openBareStep(batch) : openWholeStep({ ...smallExperiment, batch });
}

async function openBareStep(batch: number): Promise<Step> {
  const experiment: Experiment = { ...smallExperiment, batch, method: 'simclr', temperature: TEMPERATURE };
  const method = pretextMethod('simclr');
  const network = new Network(nets.bench.shape, SEED);
  const optimizer = sgd({ weightDecay: 0, momentum: MOMENTUM });
  const velocity = new NamedVector(network.parameters.entries, new Float32Array(network.parameters.length));
  const images: Tensor4D = tf.keep(tf.tensor4d(randomImages(2 * batch), [2 * batch, 32, 32, 3]));
  const scalars: Tensor1D = tf.keep(tf.tensor1d([0]));
  const work = repeated(() => {
    const forward = network.forward(images);
    const { terms, gradient } = lossAndGradient(method, { embedding: forward.embedding, target: null, labels: noLabels, experiment });
    forward.embedding.dispose();
    forward.representation.dispose();
    network.backward(forward, gradient);
    optimizer.update(network.parameters.flat, network.gradient.flat, [velocity.flat], { vector: scalars, offset: 0, length: 1 });
    return terms;
  });
  await work.prepare();
  let terms: Tensor | null = null;
  return {
    run() {
      kernels.overwrite(scalars, Float32Array.of(LEARNING_RATE));
      terms = work.run();
    },
    loss: async () => (await terms!.data())[0]!,
    dispose() {
      for (const owned of [work, network, velocity, optimizer, images, scalars]) owned.dispose();
    },
  };
}

function noLabels(): never {
  throw new Error('SimCLR asks for no labels.');
}

async function openWholeStep(experiment: Experiment): Promise<Step> {
  const dataset = noise(experiment.images);
  const images = { pretraining: dataset, probing: dataset };
  const breathe = () => Promise.resolve();
  const session = await Session.open(experiment, images, planOf(experiment, images), breathe, null);
  await session.prepare();
  return {
    run: () => session.advance(),
    loss: async () => (await session.log.read()).values.at(-1)!,
    dispose: () => session.close(),
  };
}

const CLASSES = 8;

/** A data set of the default's size whose images are noise: what an image shows changes nothing about the time it takes. */
function noise(count: number): Dataset {
  const set = (images: number): ImageSet => ({
    count: images,
    pixels: Uint8Array.from({ length: images * IMAGE_BYTES }, (_, index) => (index * 2_654_435_761) >>> 24),
    labels: { shape: Uint8Array.from({ length: images }, (_, index) => index % CLASSES) },
  });
  const classNames = Array.from({ length: CLASSES }, (_, index) => `class ${index}`);
  return { name: 'shapes', tasks: [{ name: 'shape', classNames }], train: set(count), test: set(count / 2), mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] };
}
