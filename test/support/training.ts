/** A short training run without probes' looks, a driver or a page: steps and their losses on the backend in use. */
import { shapesDataset } from '../../src/data/shapes/generate';
import type { Experiment } from '../../src/experiment/fields';
import { defaultExperiment } from '../../src/experiment/fields';
import { planOf, Session } from '../../src/train/session';

/** A step of about a thousandth of a teraflop, so that a software adapter takes well under a second. */
export const quick: Experiment = { ...defaultExperiment, images: 500, batch: 8, steps: 50, width: 32, out: 16 };

export async function openSession(experiment: Experiment): Promise<Session> {
  const dataset = shapesDataset(experiment.seed, experiment.images, 100);
  const session = await Session.open(experiment, dataset, planOf(experiment, dataset), () => Promise.resolve(), null);
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
