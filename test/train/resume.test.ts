/** A run that is interrupted and goes on from what was kept is the run that was never interrupted, to the bit. On WebGPU too: backends.test.ts. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { shapesDataset } from '../../src/data/shapes/generate';
import type { Experiment } from '../../src/experiment/fields';
import { newRecord, type RunRecord } from '../../src/record/record';
import { recordEvent } from '../../src/record/recordEvent';
import type { TrainEvent } from '../../src/train/events';
import type { KeptState } from '../../src/train/kept';
import { planOf } from '../../src/train/session';
import { Run } from '../../src/train/run';
import { packedRun, runIn } from '../../src/worker/checkpoint';
import { quick } from '../support/training';
import { startWasmInNode } from '../support/wasm';

const never = new Promise<string>(() => undefined);
const dataset = shapesDataset(quick.seed, quick.images, 100);
const images = { pretraining: dataset, probing: dataset };

interface Kept {
  state: KeptState;
  record: RunRecord;
}

/** Trains to the end, or halts after the first losses; every kept state goes through a checkpoint. */
async function trained(experiment: Experiment, { from, halts = false }: { from?: Kept; halts?: boolean } = {}) {
  let record = from?.record ?? newRecord({ id: 'a', experiment, madeBy: 'test', startedAt: 0 });
  const kept: Kept[] = [];
  const states: string[] = [];
  const run: Run = new Run(experiment, 'auto', {
    emit: (event: TrainEvent) => {
      record = recordEvent(record, event);
      if (event.kind === 'state') states.push(event.state);
      if (halts && event.kind === 'losses' && event.fromStep > 1) run.halt();
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    load: () => Promise.resolve(images),
    startBackend: () => Promise.resolve({ backend: 'wasm', adapter: 'test', threads: 1, sentence: 'Runs in a test.', lost: never }),
    keep: (state) => {
      const { header, arrays } = packedRun({ state, record, imagesKey: '', madeBy: 'test' });
      const read = runIn({ header: JSON.parse(JSON.stringify(header)) as unknown, arrays: arrays.map((array) => new Float32Array(array)) })!;
      kept.push({ state: read.state, record: read.record });
      return Promise.resolve(true);
    },
  });
  await run.start({ from: from?.state ?? null });
  return { record, kept, states, network: await run.subject() };
}

/** All that two runs of one experiment must share: what a clock measured is left out. */
const curveOf = ({ losses, points, ends, originals, reconstruction, final }: RunRecord) => ({
  ends,
  originals,
  reconstruction,
  losses: Array.from(losses.values.subarray(0, losses.length)),
  points: points.map(({ seconds, ...figures }) => (void seconds, figures)),
  final,
});

describe('on wasm', () => {
  beforeAll(startWasmInNode);

  test.each(['simclr', 'byol'] as const)('%s goes on from a step between two points', async (method) => {
    const experiment: Experiment = { ...quick, method, steps: 12, hidden: 24, layers: 2 };
    const before = tf.memory().numTensors;
    const straight = await trained(experiment);
    const halted = await trained(experiment, { halts: true });
    expect(halted.states.at(-1)).toBe('idle');
    expect(tf.memory().numTensors).toBe(before);

    const [kept] = halted.kept;
    const { step } = kept!.state.pretraining.weights;
    const { onlineEvery, refitSteps } = planOf(experiment, images);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(experiment.steps);
    expect(step % onlineEvery === 0 || refitSteps.includes(step), 'a step between two points').toBe(false);
    expect(kept!.record.losses.length).toBe(step);

    const continued = await trained(experiment, { from: kept! });
    expect(continued.states).toEqual(['preparing', 'running', 'finished']);
    expect(curveOf(continued.record)).toEqual(curveOf(straight.record));
    expect(continued.record.points.length).toBeGreaterThan(1);
    expect(continued.network).toEqual(straight.network);
    const { timing } = continued.record;
    expect(timing!.totalSeconds).toBeGreaterThan(kept!.state.clock.total);
    expect(timing!.firstPointSeconds).toBe(kept!.state.clock.firstPoint);
  }, 120_000);
});

describe('what is kept', () => {
  beforeAll(startWasmInNode);

  test('a state without the optimizer’s vectors, or with another probe, goes on otherwise', async () => {
    const experiment: Experiment = { ...quick, steps: 12 };
    const straight = await trained(experiment);
    const [kept] = (await trained(experiment, { halts: true })).kept;
    const { state, record } = kept!;
    const forgetful: KeptState[] = [
      { ...state, pretraining: { ...state.pretraining, slots: state.pretraining.slots.map((slot) => new Float32Array(slot.length)) } },
      { ...state, online: { values: state.online!.values.map((values) => new Float32Array(values.length)) } },
      { ...state, losses: { sums: null, counted: 0 } },
    ];
    for (const lacking of forgetful) {
      const continued = await trained(experiment, { from: { state: lacking, record } });
      expect(curveOf(continued.record)).not.toEqual(curveOf(straight.record));
    }
  }, 120_000);

  test('a pause keeps at once, a halt in the pause not again, and a run that keeps nothing is not asked', async () => {
    const experiment: Experiment = { ...quick, steps: 1_000 };
    const kept: number[] = [];
    const run: Run = new Run(experiment, 'auto', {
      emit: (event) => {
        if (event.kind === 'losses' && event.fromStep >= 2) run.pause();
      },
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      load: () => Promise.resolve(images),
      startBackend: () => Promise.resolve({ backend: 'wasm', adapter: 'test', threads: 1, sentence: 'Runs in a test.', lost: never }),
      keep: (state) => {
        kept.push(state.pretraining.weights.step);
        // The first step is kept whatever happens.
        if (kept.length === 2) setTimeout(() => run.halt(), 10);
        return Promise.resolve(true);
      },
    });
    await run.start();
    expect(kept).toHaveLength(2);
    expect(kept[0]).toBe(1);
  }, 60_000);
});
