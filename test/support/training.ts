/** A short training run without probes' looks, a driver or a page: steps and their losses on the backend in use. */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { shapesDataset } from '../../src/data/shapes/generate';
import { bytesInUse } from '../../src/engine/memory';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import type { KeptState } from '../../src/train/kept';
import { planOf, Session } from '../../src/train/session';

/** A step of about a thousandth of a teraflop, so that a software adapter takes well under a second. */
export const quick: Experiment = { ...defaultExperiment, images: 500, batch: 8, steps: 50, width: 32, out: 16 };

export async function openSession(experiment: Experiment, from: KeptState | null = null): Promise<Session> {
  const dataset = shapesDataset(experiment.seed, experiment.images, 100);
  const images = { pretraining: dataset, probing: dataset };
  const session = await Session.open(experiment, images, planOf(experiment, images), () => Promise.resolve(), from);
  await session.prepare();
  return session;
}

export interface Trained {
  losses: number[];
  parameters: Float32Array;
}

export async function train(experiment: Experiment, steps: number): Promise<Trained> {
  const session = await openSession(experiment);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    session.advance();
    if (session.log.isDue()) losses.push(...(await session.log.read()).values);
  }
  losses.push(...(await session.log.read()).values);
  const parameters = await session.pretraining.network.parameters.read();
  session.close();
  return { losses, parameters };
}

/** Steps in which caches fill and the log settles on how often it reads. */
const SETTLING_STEPS = 200;

/** Trains to the end and expects that tensors and bytes stay as they were once all had settled. */
export async function expectFlat(experiment: Experiment): Promise<void> {
  const session = await openSession(experiment);
  let settled = { tensors: 0, bytes: 0 };
  for (let step = 1; step <= experiment.steps; step++) {
    session.advance();
    if (session.log.isDue()) await session.log.read();
    if (step % 100 !== 0) continue;
    await session.log.read();
    const now = { tensors: tf.memory().numTensors, bytes: bytesInUse() };
    if (step <= SETTLING_STEPS) settled = now;
    else expect(now, `step ${step}`).toEqual(settled);
  }
  session.close();
}
