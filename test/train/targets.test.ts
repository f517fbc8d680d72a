/** Training with a target: the moving average beside the network, its way through a checkpoint, and both backends. */
import { beforeAll, describe, expect, test } from 'vitest';
import { shapesDataset } from '../../src/data/shapes/generate';
import type { Experiment } from '../../src/experiment/fields';
import { averageShare } from '../../src/pretext/byol';
import { Pretraining } from '../../src/train/pretraining';
import { missingWebGpu } from '../support/dawn';
import { quick, train } from '../support/training';
import { startWasmInNode } from '../support/wasm';
import { startTrainingOnWebGpu } from '../support/webgpu';

const missing = await missingWebGpu();

const methods = ['byol', 'simsiam'] as const;
const dataset = shapesDataset(quick.seed, quick.images, 100);

/** With the learning rate of a run of ordinary length, which warms up: AdamW's first steps are signs, and rounding flips them. */
const experimentOf = (method: (typeof methods)[number]): Experiment => ({ ...quick, method, hidden: 24, layers: 2, steps: 400 });

const opened = (experiment: Experiment) => new Pretraining(experiment, dataset, null);

async function stepped(pretraining: Pretraining, steps: number): Promise<number[]> {
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    pretraining.begin();
    const terms = pretraining.compute();
    losses.push((await terms.data())[0]!);
    terms.dispose();
  }
  return losses;
}

describe('on wasm', () => {
  beforeAll(startWasmInNode);

  test.each(methods)('%s: a restored run goes on as an undisturbed one, to the bit', async (method) => {
    const experiment = experimentOf(method);
    const straight = opened(experiment);
    const first = await stepped(straight, 3);
    const state = await straight.save();
    const rest = await stepped(straight, 3);
    const restored = opened(experiment);
    restored.restore(state);
    expect(await stepped(restored, 3)).toEqual(rest);
    expect(await restored.save()).toEqual(await straight.save());
    expect(new Set([...first, ...rest]).size).toBe(6);
    for (const pretraining of [straight, restored]) pretraining.dispose();
  }, 60_000);

  test('a state without its moving average goes on otherwise', async () => {
    const experiment = experimentOf('byol');
    const straight = opened(experiment);
    await stepped(straight, 3);
    const state = await straight.save();
    expect(state.average).not.toBeNull();
    const forgetful = opened(experiment);
    forgetful.restore({ ...state, average: null });
    expect(await stepped(forgetful, 2)).not.toEqual(await stepped(straight, 2));
    for (const pretraining of [straight, forgetful]) pretraining.dispose();
  }, 60_000);

  test('in training the average is moved by the trained parameters alone, which neither gradient nor weight decay does', async () => {
    const experiment: Experiment = { ...experimentOf('byol'), lr: 0.1, decay: 0.5, steps: 20 };
    const pretraining = opened(experiment);
    let expected = Float64Array.from((await pretraining.save()).average!);
    for (let step = 1; step <= 4; step++) {
      await stepped(pretraining, 1);
      const { weights, average } = await pretraining.save();
      const parameters = weights.parameters.flatMap(({ values }) => Array.from(values));
      const share = averageShare(step, experiment.steps);
      expected = expected.map((old, index) => old + share * (parameters[index]! - old));
      const worst = expected.reduce((most, value, index) => Math.max(most, Math.abs(average![index]! - value)), 0);
      expect(worst).toBeLessThan(1e-6);
      // The parameters themselves are far from it.
      expect(expected.some((value, index) => Math.abs(parameters[index]! - value) > 0.01)).toBe(true);
    }
    pretraining.dispose();
  }, 60_000);
});

test.skipIf(missing !== null).each(methods)('%s on WebGPU: a recorded step is the step, and losses are those of wasm within a hundredth of a cosine', async (method) => {
  const experiment = experimentOf(method);
  await startWasmInNode();
  const onWasm = await train(experiment, 8);
  await startTrainingOnWebGpu();
  const recorded = await train(experiment, 8);
  onWasm.losses.forEach((loss, step) => expect(Math.abs(recorded.losses[step]! - loss), `step ${step + 1}`).toBeLessThan(0.01));
  const pretraining = opened(experiment);
  expect(await stepped(pretraining, 8)).toEqual(recorded.losses);
  expect(await pretraining.network.parameters.read()).toEqual(recorded.parameters);
  pretraining.dispose();
}, 240_000);
