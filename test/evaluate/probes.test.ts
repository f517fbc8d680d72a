import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { OnlineProbe } from '../../src/evaluate/onlineProbe';
import { refitProbe } from '../../src/evaluate/refitProbe';
import { randomStream } from '../../src/random/stream';
import { startWasmInNode } from '../support/wasm';

beforeEach(startWasmInNode);

/** Two tasks over the same features: one readable from the first two dimensions, one that is pure chance. */
function sample(count: number, seed: number) {
  const random = randomStream(seed, 'probe');
  const values: number[] = [];
  const readable = new Uint8Array(count);
  const chance = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    readable[row] = random.below(4);
    chance[row] = random.below(5);
    const angle = (readable[row]! * Math.PI) / 2;
    // Scales differ by a thousand, as those of real units do.
    values.push(10 * (Math.cos(angle) + 0.2 * random.normal()), 0.01 * (Math.sin(angle) + 0.2 * random.normal()), random.normal(), 0);
  }
  const features: Tensor2D = tf.tensor2d(values, [count, 4]);
  const tasks = [
    { labels: readable, classes: 4 },
    { labels: chance, classes: 5 },
  ];
  return { features, tasks };
}

test('a refit probe reads what is there, and nothing where there is nothing', async () => {
  const before = tf.memory().numTensors;
  const train = sample(600, 1);
  const test = sample(400, 2);
  const [readable, chance] = await refitProbe(train, test);
  expect(readable).toBeGreaterThan(0.98);
  expect(chance).toBeLessThan(0.3);
  // Fitted twice it gives the same answer to the bit.
  expect(await refitProbe(train, test)).toEqual([readable, chance]);
  train.features.dispose();
  test.features.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('the online probe starts at chance and learns along', async () => {
  const before = tf.memory().numTensors;
  const probe = new OnlineProbe(4, [4, 5]);
  const held = sample(400, 3);
  const atStart = await probe.evaluate(held.features, held.tasks, 0);
  expect(atStart[0]).toBeLessThan(0.4);
  for (let step = 0; step < 60; step++) {
    const { features, tasks } = sample(64, 10 + step);
    // Two views of each image, which here are the same.
    const views: tf.Tensor2D = tf.concat([features, features], 0);
    const labels = tf.tensor1d(tasks.flatMap(({ labels }) => Array.from(labels)));
    const scalars = tf.tensor1d(probe.scalars(step + 1));
    probe.train(views, { vector: labels, offset: 0, length: labels.size }, { vector: scalars, offset: 0, length: scalars.size });
    tf.dispose([features, views, labels, scalars]);
  }
  const learned = await probe.evaluate(held.features, held.tasks, 60);
  expect(learned[0]).toBeGreaterThan(0.95);

  const resumed = new OnlineProbe(4, [4, 5]);
  resumed.restore(await probe.save());
  expect(await resumed.evaluate(held.features, held.tasks, 60)).toEqual(learned);
  probe.dispose();
  resumed.dispose();
  held.features.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
