/** What our code computes for some experiments, written where Python finds it. */
import type * as tf from '@tensorflow/tfjs-core';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { batchSampler } from '../../../src/data/batches';
import { cleanImages, RAW, viewsOf } from '../../../src/data/augment';
import type { Dataset } from '../../../src/data/dataset';
import { drawViews, packViews } from '../../../src/data/views';
import { cifarFile } from '../../../src/exchange/cifarFile';
import { pytorchScript } from '../../../src/exchange/pytorch/script';
import { writeSafeTensors } from '../../../src/exchange/safetensors';
import { toTorch, torchEntries } from '../../../src/exchange/torchLayout';
import { defaultExperiment, type Experiment, withChanges } from '../../../src/experiment/fields';
import { shapesDataset } from '../../../src/data/shapes/generate';
import { Pretraining } from '../../../src/train/pretraining';
import { readWeights } from '../../../src/train/weights';

export const PAGE_VERSION = '0.1.0+test';
export const STEPS = 3;

/** Of ordinary length, so that the rate warms up: AdamW's first steps are signs, and rounding flips them. */
const quick = withChanges(defaultExperiment, { images: 500, batch: 8, width: 16, out: 12, hidden: 20, steps: 400, seed: 3 });
export const dataset = shapesDataset(quick.seed, 40, 8);

export interface Case {
  name: string;
  experiment: Experiment;
}

const withSettings = (name: string, changes: Partial<Experiment>): Case => ({ name, experiment: withChanges(quick, changes) });

/** Every method, backbone, optimizer and depth of projector at least once. */
export const cases: readonly Case[] = [
  withSettings('simclr', { layers: 2 }),
  withSettings('vicreg', { method: 'vicreg', layers: 2, optimizer: 'sgd' }),
  withSettings('vicreg-wide', { method: 'vicreg', layers: 0, width: 8 }),
  withSettings('barlow', { method: 'barlow', layers: 0, optimizer: 'lars' }),
  withSettings('byol', { method: 'byol', layers: 1, optimizer: 'lars' }),
  withSettings('simsiam', { method: 'simsiam', layers: 2, out: 40 }),
  withSettings('simsiam-bare', { method: 'simsiam', layers: 0, width: 24, sampling: 'two-class' }),
  withSettings('supervised', { method: 'supervised', layers: 1 }),
  withSettings('small', { backbone: 'small', layers: 3, width: 40, jitter: 0.8, gray: 0.5 }),
  withSettings('resnet18', { backbone: 'resnet18', layers: 1, width: 32 }),
];

const floats = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

async function taken(tensor: tf.Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return Float32Array.from(values);
}

export interface Computed {
  name: string;
  batch: number;
  steps: number;
  /** Rates of those steps come from the script. [loss, ...parts] of each. */
  terms: number[][];
}

/** Writes one case into a folder: the script, weights before and after some steps, their views, what the steps gave, and features. */
export async function writeCase(folder: string, { name, experiment }: Case, steps = STEPS): Promise<Computed> {
  const put = (file: string, data: string | Uint8Array) => writeFile(path.join(folder, `${name}.${file}`), data);
  const classes = dataset.tasks[0]!.classNames.length;
  const { mean, deviation, tasks } = dataset;
  await put('py', pytorchScript(experiment, { classes, pageVersion: PAGE_VERSION, mean, deviation, tasks, date: new Date(0) }));
  const pretraining = new Pretraining(experiment, dataset, null);
  const { network } = pretraining;
  const exported = async (step: number) => writeSafeTensors(await readWeights(network, experiment, step, dataset), PAGE_VERSION);
  await put('before', await exported(0));

  const sampler = batchSampler(dataset.train.labels[tasks[0]!.name]!, experiment);
  const terms: number[][] = [];
  for (let step = 0; step < steps; step++) {
    const indices = sampler.indices(step);
    const drawn = drawnOf(experiment, indices.length, step);
    const twice = [...indices, ...indices];
    await put(`views${step}`, floats(await taken(viewsOf(dataset.train.pixels, twice, drawn, dataset))));
    await put(`labels${step}`, Uint8Array.from(indices, (index) => dataset.train.labels[tasks[0]!.name]![index]!));
    if (step === 0) {
      await put('drawn', floats(drawn));
      await put('shown', cifarFile(chosen(dataset, twice), tasks[0]!.name));
      await put('raw', floats(await taken(viewsOf(dataset.train.pixels, twice, drawn, RAW))));
    }
    pretraining.begin();
    terms.push(Array.from(await taken(pretraining.compute())));
    if (step === 0) await put('gradient', floats(inTorchOrder(experiment, classes, await network.gradient.read())));
  }
  await put('after', await exported(steps));
  const clean = cleanImages(dataset.test.pixels, [...Array(dataset.test.count).keys()], dataset);
  const features = await taken(network.represent(clean));
  clean.dispose();
  await put('features', floats(features));
  pretraining.dispose();
  return { name, batch: experiment.batch, steps, terms };
}

function drawnOf(experiment: Experiment, count: number, step: number): Float32Array {
  const [first, second] = ([0, 1] as const).map((view) => packViews(drawViews(experiment, count, step, view)));
  return Float32Array.from([...first!, ...second!]);
}

function chosen({ train }: Dataset, indices: readonly number[]) {
  const bytes = train.pixels.length / train.count;
  const pixels = new Uint8Array(indices.length * bytes);
  indices.forEach((index, slot) => pixels.set(train.pixels.subarray(index * bytes, (index + 1) * bytes), slot * bytes));
  const labels = Object.fromEntries(Object.entries(train.labels).map(([task, all]) => [task, Uint8Array.from(indices, (index) => all[index]!)]));
  return { count: indices.length, pixels, labels };
}

/** A vector of all parameters, entry by entry in PyTorch's layout. */
function inTorchOrder(experiment: Experiment, classes: number, flat: Float32Array): Float32Array {
  const laid = new Float32Array(flat.length);
  let offset = 0;
  for (const { shape } of torchEntries(experiment, classes).parameters) {
    const end = offset + shape.reduce((product, side) => product * side, 1);
    toTorch(flat.subarray(offset, end), shape, laid.subarray(offset, end));
    offset = end;
  }
  return laid;
}
