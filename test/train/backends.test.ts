import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '../../src/train/session';
import { missingWebGpu } from '../support/dawn';
import { expectFlat, openSession, quick, train } from '../support/training';
import { startWasmInNode } from '../support/wasm';
import { startTrainingOnWebGpu } from '../support/webgpu';

const missing = await missingWebGpu();

/** A software adapter takes ten times as long for a step, and equality to the bit shows within a few. */
const backends = [
  { name: 'wasm', start: startWasmInNode, steps: 30 },
  ...(missing ? [] : [{ name: 'webgpu', start: () => startTrainingOnWebGpu(), steps: 20 }]),
];

describe.each(backends)('on $name', ({ start, steps }) => {
  beforeAll(start);

  test('two runs with one seed are equal to the bit', async () => {
    const first = await train(quick, steps);
    const second = await train(quick, steps);
    expect(first.losses).toHaveLength(steps);
    expect(second.losses).toEqual(first.losses);
    expect(second.parameters).toEqual(first.parameters);
  }, 240_000);

  const pairs = [['vicreg', 'sgd'], ['barlow', 'lars'], ['supervised', 'lars']] as const;
  test.each(pairs)('%s steps to finite losses with %s', async (method, optimizer) => {
    const { losses } = await train({ ...quick, method, optimizer, lr: 0.05, layers: 2 }, 3);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(new Set(losses).size).toBe(3);
  }, 120_000);

  /** Looks depend on nothing but the weights and the online probe, which are compared; on a software adapter they take minutes. */
  test.each(['simclr', 'byol'] as const)('%s goes on from a kept state to the same losses, weights and online probe', async (method) => {
    const experiment = { ...quick, method };
    const straight = await openSession(experiment);
    const first = await stepped(straight, 3);
    const kept = { ...(await straight.keep()), clock: { training: 0, probing: 0, total: 0, firstPoint: 0 } };
    const rest = await stepped(straight, 3);
    const continued = await openSession(experiment, kept);
    expect(await stepped(continued, 3)).toEqual(rest);
    expect(await continued.keep()).toEqual(await straight.keep());
    expect(continued.log.takeMeans()).toEqual(straight.log.takeMeans());
    expect(new Set([...first, ...rest]).size).toBe(6);
    for (const session of [straight, continued]) session.close();
  }, 240_000);

  test('closing a session frees every tensor', async () => {
    const before = tf.memory().numTensors;
    await train(quick, 2);
    expect(tf.memory().numTensors).toBe(before);
  }, 60_000);
});

async function stepped(session: Session, steps: number): Promise<number[]> {
  for (let step = 0; step < steps; step++) session.advance();
  return (await session.log.read()).values;
}

/** The learning rate of a run of ordinary length, which warms up: AdamW's first steps are signs, and rounding flips them. */
const moderate = { ...quick, batch: 16, steps: 400 };

test('fifty steps learn', async () => {
  await startWasmInNode();
  const { losses } = await train(quick, 50);
  const mean = (values: number[]) => values.reduce((sum, loss) => sum + loss, 0) / values.length;
  expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 10)));
}, 120_000);

test.skipIf(missing !== null)('WebGPU and wasm agree within 1 % in loss over 12 steps', async () => {
  await startWasmInNode();
  const onWasm = await train(moderate, 12);
  await startTrainingOnWebGpu();
  const onWebGpu = await train(moderate, 12);
  onWasm.losses.forEach((loss, step) => expect(Math.abs(onWebGpu.losses[step]! - loss) / loss, `step ${step + 1}`).toBeLessThan(0.01));
}, 120_000);

test('tensor count and bytes are flat over 2,000 steps', async () => {
  await startWasmInNode();
  await expectFlat({ ...quick, steps: 2_000 });
}, 300_000);
