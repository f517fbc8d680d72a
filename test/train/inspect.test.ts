import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import type { ExperimentImages } from '../../src/data/dataset';
import { shapesDataset } from '../../src/data/shapes/generate';
import type { Device } from '../../src/engine/backend';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import type { TrainEvent } from '../../src/train/events';
import { Inspection, type Wanted } from '../../src/train/inspect/inspection';
import { networkOf } from '../../src/train/inspect/subject';
import { chooseImages, featuresOf } from '../../src/train/probeImages';
import { Run } from '../../src/train/run';
import { OtherNetwork } from '../../src/train/weights';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const small: Experiment = { ...defaultExperiment, images: 500, batch: 16, steps: 6, width: 24, layers: 2, hidden: 20, out: 16 };
const dataset = shapesDataset(1, 500, 200);
const same: ExperimentImages = { pretraining: dataset, probing: dataset };

const never = new Promise<string>(() => undefined);
const device: Device = { backend: 'wasm', adapter: 'test', threads: 1, sentence: 'Runs in a test.', lost: never };

function surroundings(images: ExperimentImages, events: TrainEvent[]) {
  return {
    emit: (event: TrainEvent) => void events.push(event),
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
    load: () => Promise.resolve(images),
    startBackend: () => Promise.resolve(device),
  };
}

async function trained(experiment: Experiment, images: ExperimentImages = same) {
  const events: TrainEvent[] = [];
  const run = new Run(experiment, 'auto', surroundings(images, events));
  await run.start();
  return { run, events };
}

async function inspected(run: Run, wanted: Wanted, images: ExperimentImages = same) {
  const events: TrainEvent[] = [];
  const inspection = new Inspection((await run.subject())!, wanted, 'auto', surroundings(images, events));
  await inspection.run();
  const last = events.filter((event) => event.kind === 'inspection').at(-1)!;
  return { events, last: last.progress };
}

const finalOf = (events: readonly TrainEvent[]) => events.find((event) => event.kind === 'finished')!.final;
const lossesOf = (events: readonly TrainEvent[]) => events.flatMap((event) => (event.kind === 'losses' ? event.values : []));

test('a finished run is judged by every probe beside its untrained self, the same each time, and no tensor is left over', async () => {
  const { run } = await trained(small);
  const before = tf.memory().numTensors;
  const [first, second] = [await inspected(run, { of: 'judgement' }), await inspected(run, { of: 'judgement' })];
  expect(first.last.state).toBe('done');
  expect(tf.memory().numTensors).toBe(before);
  const judgement = first.events.find((event) => event.kind === 'judged')!.judgement;
  expect(judgement).toMatchObject({ step: 6, trainImages: 500, testImages: 200 });
  expect(judgement.probes.map(({ probe, layer, share, dimensions }) => [probe, layer ?? share ?? 0, dimensions])).toEqual([
    ['logistic', 0, 24],
    ['few', 0.01, 24],
    ['few', 0.1, 24],
    ['mlp', 0, 24],
    ['binarised', 0, 24],
    ['knn', 0, 24],
    ['projector', 1, 20],
    ['projector', 2, 16],
  ]);
  for (const row of judgement.probes) {
    expect(Object.keys(row.trained)).toEqual(dataset.tasks.map(({ name }) => name));
    expect(row.trained).not.toEqual(row.untrained);
  }
  expect(second.events.find((event) => event.kind === 'judged')!.judgement).toEqual(judgement);
}, 120_000);

test('the map shows test images with their labels, and neighbours by cosine', async () => {
  const { run } = await trained(small);
  const before = tf.memory().numTensors;
  const { events } = await inspected(run, { of: 'map', layout: 'pca' });
  const { map } = events.find((event) => event.kind === 'mapped')!;
  expect(tf.memory().numTensors).toBe(before);
  expect(map).toMatchObject({ layout: 'pca', step: 6, count: 200 });
  expect(map.places).toHaveLength(400);
  expect(map.pixels).toHaveLength(200 * 32 * 32 * 4);
  expect(map.labels['shape']).toHaveLength(200);
  const neighbours = map.neighbours.length / 200;
  for (let image = 0; image < 200; image++) {
    const row = map.neighbours.subarray(image * neighbours, (image + 1) * neighbours);
    expect(row).not.toContain(image);
    const cosines = map.cosines.subarray(image * neighbours, (image + 1) * neighbours);
    expect([...cosines]).toEqual([...cosines].sort((a, b) => b - a));
  }
}, 120_000);

test('a paused run can be looked into, and what then goes on is what would have gone on', async () => {
  const straight = await trained(small);
  const events: TrainEvent[] = [];
  let looked: string | undefined;
  const run: Run = new Run(small, 'auto', {
    ...surroundings(same, events),
    emit: (event) => {
      events.push(event);
      if (event.kind === 'state' && event.state === 'running' && looked === undefined) run.pause();
      if (event.kind === 'state' && event.state === 'paused' && looked === undefined) {
        looked = '';
        setTimeout(() => {
          void inspected(run, { of: 'judgement' }).then(({ last }) => {
            looked = last.state;
            return run.continue();
          });
        }, 5);
      }
    },
  });
  await run.start();
  expect(looked).toBe('done');
  expect(lossesOf(events)).toEqual(lossesOf(straight.events));
}, 120_000);

test('an inspection that is stopped says so and frees what it held', async () => {
  const { run } = await trained(small);
  const before = tf.memory().numTensors;
  const events: TrainEvent[] = [];
  const inspection: Inspection = new Inspection((await run.subject())!, { of: 'judgement' }, 'auto', {
    ...surroundings(same, events),
    emit: (event) => {
      events.push(event);
      if (event.kind === 'inspection' && event.progress.label.startsWith('MLP')) inspection.stop();
    },
  });
  await inspection.run();
  expect(events.at(-1)).toMatchObject({ kind: 'inspection', progress: { state: 'failed' } });
  expect(tf.memory().numTensors).toBe(before);
}, 120_000);

test('in transfer the other images judge, and no probe trains along', async () => {
  const other = shapesDataset(9, 300, 150);
  const probing = { ...other, tasks: other.tasks.slice(1, 3) };
  const { run, events } = await trained(small, { pretraining: dataset, probing });
  const final = finalOf(events);
  expect(final.online).toEqual({});
  expect(Object.keys(final.refit)).toEqual(['hue', 'texture']);
  expect(lossesOf(events)).toEqual(lossesOf((await trained(small)).events));
  const { events: told } = await inspected(run, { of: 'judgement' }, { pretraining: dataset, probing });
  expect(told.find((event) => event.kind === 'judged')!.judgement).toMatchObject({ trainImages: 300, testImages: 150 });
}, 120_000);

test('test images have no say in training: others give the same losses and weights', async () => {
  const others: ExperimentImages = { pretraining: { ...dataset, test: shapesDataset(5, 500, 200).test }, probing: dataset };
  const [usual, changed] = [await trained(small), await trained(small, others)];
  expect(lossesOf(changed.events)).toEqual(lossesOf(usual.events));
  expect(await changed.run.subject()).toEqual(await usual.run.subject());
}, 120_000);

test('probing is in inference mode: an image has the same features alone and among others, and no statistic moves', async () => {
  const { run } = await trained(small);
  const subject = (await run.subject())!;
  const network = networkOf(subject);
  const breathe = () => Promise.resolve();
  const images = chooseImages(dataset, 'test', 150, 1);
  const one = { ...images, indices: images.indices.subarray(0, 1) };
  const [together] = await featuresOf((batch) => [network.represent(batch)], images, dataset, breathe);
  const [alone] = await featuresOf((batch) => [network.represent(batch)], one, dataset, breathe);
  const expected = (await alone!.data()) as Float32Array;
  const found = ((await together!.data()) as Float32Array).subarray(0, expected.length);
  expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 5));
  expect(Array.from(await network.statistics.read())).toEqual(subject.statistics.flatMap(({ values }) => Array.from(values)));
  network.dispose();
}, 120_000);

test('weights of another network are refused before anything is changed', async () => {
  const { run } = await trained({ ...small, steps: 1 });
  const subject = (await run.subject())!;
  const before = tf.memory().numTensors;
  expect(() => networkOf({ ...subject, experiment: { ...small, width: 16 } })).toThrow(/not of the network.*Use a file/s);
  expect(() => networkOf({ ...subject, statistics: [] })).toThrow(OtherNetwork);
  expect(tf.memory().numTensors).toBe(before);
}, 60_000);
