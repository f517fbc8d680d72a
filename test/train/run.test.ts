import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { shapesDataset } from '../../src/data/shapes/generate';
import type { Device } from '../../src/engine/backend';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import { unpackBits } from '../../src/train/bits';
import type { TrainEvent } from '../../src/train/events';
import type { KeptState } from '../../src/train/kept';
import { Run } from '../../src/train/run';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

const small: Experiment = { ...defaultExperiment, images: 500, batch: 16, steps: 8, width: 24, out: 16 };
const dataset = shapesDataset(small.seed, small.images, 200);
const images = { pretraining: dataset, probing: dataset };

const never = new Promise<string>(() => undefined);

/** `lost`: one promise for each time that the run starts a device. */
function observed(experiment: Experiment, backend: Device['backend'] = 'wasm', lost: Promise<string>[] = []) {
  const events: TrainEvent[] = [];
  const kept: KeptState[] = [];
  let react: (event: TrainEvent) => void = () => undefined;
  const run = new Run(experiment, 'auto', {
    emit: (event) => {
      events.push(event);
      react(event);
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    load: () => Promise.resolve(images),
    startBackend: (): Promise<Device> =>
      Promise.resolve({ backend, adapter: 'test', threads: 1, sentence: 'Runs in a test.', lost: lost.shift() ?? never }),
    keep: (state) => Promise.resolve(kept.push(state) > 0),
  });
  const of = <Kind extends TrainEvent['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<TrainEvent, { kind: Kind }> => event.kind === kind);
  return {
    run,
    kept,
    of,
    states: () => of('state').map(({ state }) => state),
    losses: () => of('losses').flatMap(({ values }) => values),
    on: (listener: (event: TrainEvent) => void) => (react = listener),
  };
}

test('a run prepares, trains, finishes, and leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const { run, of, states, losses } = observed(small);
  await run.start();
  expect(states()).toEqual(['preparing', 'running', 'finished']);
  expect(losses()).toHaveLength(8);
  expect(tf.memory().numTensors).toBe(before);
  const points = of('point').map(({ point }) => point);
  expect(points[0]).toMatchObject({ step: 0, loss: null });
  expect(points[0]!.refit).toBeDefined();
  expect(points.at(-1)!.step).toBe(8);
  expect(points.at(-1)!.refit).toBeDefined();
  expect(of('end').map((event) => event.of)).toEqual(['untrained', 'trained']);
  for (const { evaluation } of of('end')) {
    const { testImages, correct, right } = evaluation;
    expect(testImages).toBe(100);
    for (const [task, count] of Object.entries(correct)) expect(unpackBits(right[task]!, testImages).reduce((sum, bit) => sum + bit, 0)).toBe(count);
  }
  const { correct, testImages } = of('end')[1]!.evaluation;
  expect(of('finished')[0]!.final.refit).toEqual(Object.fromEntries(Object.entries(correct).map(([task, count]) => [task, count / testImages])));
  expect(of('originals')).toHaveLength(1);
  expect(of('reconstruction').map(({ step }) => step)).toEqual([0, 8]);
  expect(of('finished')[0]!.memory).toMatchObject({ tensorsAtStart: before, tensorsAtEnd: before });
  expect(of('finished')[0]!.memory.bytesPeak).toBeGreaterThan(1e5);
}, 60_000);

test('the same experiment gives the same losses and accuracies to the bit; another seed does not', async () => {
  const [first, second, other] = [observed(small), observed(small), observed({ ...small, seed: 2 })];
  for (const { run } of [first, second, other]) await run.start();
  expect(second.losses()).toEqual(first.losses());
  expect(second.of('finished')[0]!.final).toEqual(first.of('finished')[0]!.final);
  expect(other.losses()).not.toEqual(first.losses());
}, 60_000);

test('pausing, single steps and going on change nothing in the curve', async () => {
  const straight = observed(small);
  await straight.run.start();
  const halting = observed(small);
  let pausedAt = 0;
  halting.on((event) => {
    if (event.kind === 'state' && event.state === 'running' && pausedAt === 0) halting.run.pause();
    if (event.kind === 'state' && event.state === 'paused' && pausedAt === 0) {
      pausedAt = 1;
      setTimeout(() => halting.run.stepOnce(), 5);
    }
    // The single step reads its loss at once; then the run goes on.
    if (event.kind === 'progress' && event.label === 'Training' && pausedAt === 1) {
      pausedAt = 2;
      expect(halting.losses()).toHaveLength(1);
      setTimeout(() => void halting.run.continue(), 5);
    }
  });
  await halting.run.start();
  expect(halting.states()).toEqual(['preparing', 'running', 'paused', 'running', 'finished']);
  expect(halting.losses()).toEqual(straight.losses());
}, 60_000);

test('single steps asked for at once are all done', async () => {
  const stepping = observed(small);
  let asked = false;
  stepping.on((event) => {
    if (event.kind !== 'state') return;
    if (event.state === 'running') stepping.run.pause();
    if (event.state === 'paused' && !asked) {
      asked = true;
      for (let count = 0; count < 3; count++) setTimeout(() => stepping.run.stepOnce(), 5);
      setTimeout(() => stepping.run.stop(), 3_000);
    }
  });
  await stepping.run.start();
  expect(stepping.losses()).toHaveLength(3);
}, 60_000);

test('a stopped run ends idle and frees its tensors', async () => {
  const before = tf.memory().numTensors;
  const { run, states, on } = observed({ ...small, steps: 10_000 });
  on((event) => {
    if (event.kind === 'losses') run.stop();
  });
  await run.start();
  expect(states()).toEqual(['preparing', 'running', 'idle']);
  expect(tf.memory().numTensors).toBe(before);
}, 60_000);

test.each(['while the network is built', 'while the untrained network is probed'])('stopping %s frees everything', async (when) => {
  const before = tf.memory().numTensors;
  const { run, states, on } = observed(small);
  on((event) => {
    if (event.kind !== 'progress') return;
    if (when.endsWith('built') && event.label === 'Reading the images') setTimeout(() => run.stop(), 0);
    if (when.endsWith('probed') && event.label === 'Probing the untrained network') run.stop();
  });
  await run.start();
  expect(states().at(-1)).toBe('idle');
  expect(tf.memory().numTensors).toBe(before);
}, 60_000);

test('a run that is stopped while it waits for its turn says and does nothing', async () => {
  const { run, states } = observed(small);
  run.stop();
  await run.start();
  expect(states()).toEqual([]);
});

test('a loss that is no longer finite fails the run at that step, keeps the curve and says what to change', async () => {
  const before = tf.memory().numTensors;
  // A learning rate of 10 with momentum and no normalisation of the loss: VICReg's covariance term overflows.
  const { run, of, losses, states } = observed({ ...small, method: 'vicreg', layers: 0, optimizer: 'sgd', lr: 10, decay: 1, steps: 400 });
  await run.start();
  expect(states().at(-1)).toBe('failed');
  const failure = of('state').at(-1)!.failure!;
  expect(failure.name).toBe('NotFinite');
  expect(failure.message).toMatch(/lower learning rate/);
  expect(failure.step).toBe(losses().length + 1);
  expect(losses().every(Number.isFinite)).toBe(true);
  expect(tf.memory().numTensors).toBe(before);
}, 60_000);

test('a lost device is told with the step that the run can go on from', async () => {
  const experiment = { ...small, steps: 40 };
  for (const pauses of [true, false]) {
    let lose: (reason: string) => void = () => undefined;
    const { run, kept, on, of } = observed(experiment, 'webgpu', [new Promise((resolve) => (lose = resolve))]);
    on((event) => {
      if (event.kind === 'state' && event.state === 'running' && kept.length === 0 && pauses) run.pause();
      if (event.kind === 'state' && event.state === 'paused') setTimeout(() => run.continue(), 50);
      if (event.kind === 'losses' && event.fromStep > 4) lose('pulled out');
    });
    await run.start();
    const failure = of('state').at(-1)!.failure!;
    expect(failure.name).toBe('DeviceLost');
    expect(failure.message).toMatch(/pulled out/);
    expect(failure.continueFromStep).toBe(pauses ? 0 : 1);
  }
}, 60_000);

test('a setting that cannot fit is refused before anything is allocated', async () => {
  const { run, of } = observed({ ...small, backbone: 'resnet18', batch: 1024 });
  await run.start();
  expect(of('state').at(-1)!.failure).toMatchObject({ name: 'OutOfMemory', step: 0 });
  expect(of('state').at(-1)!.failure!.message).toMatch(/needs about .* GB/);
});
