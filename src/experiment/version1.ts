/**
 * What links of version 1 meant: those that do not say their version. Their defaults are frozen here, hue moved by a quarter of the
 * jitter, and the generated scenes were drawn from the seed. Never change a number of this file.
 */
import type { Experiment } from './fields';

const defaults: Omit<Experiment, 'hue' | 'scenes'> = {
  data: 'shapes',
  images: 4_000,
  sampling: 'balanced',
  method: 'simclr',
  probe: 'same',
  tasks: 'labels',
  backbone: 'tiny',
  width: 256,
  layers: 1,
  hidden: 256,
  out: 64,
  batch: 64,
  steps: 400,
  lr: 0.002,
  decay: 1e-4,
  optimizer: 'adamw',
  temperature: 0.2,
  crop: 0.08,
  jitter: 0.4,
  gray: 0.2,
  flip: 0.5,
  seed: 1,
};
const ofMethod: Partial<Record<Experiment['method'], Partial<Experiment>>> = { simsiam: { out: 256 } };
const ofOptimizer: Partial<Record<Experiment['optimizer'], Partial<Experiment>>> = { sgd: { lr: 0.05 }, lars: { lr: 0.4 } };

const HUE_SHARE_OF_JITTER = 0.25;

/** The whole experiment of what was given of it; `hue` and `scenes`, which no link of version 1 has, stay where somebody gave them. */
export function fromVersion1(given: Partial<Experiment>): Experiment {
  const { method = defaults.method, optimizer = defaults.optimizer } = given;
  const whole = { ...defaults, ...ofMethod[method], ...ofOptimizer[optimizer], ...given };
  return { ...whole, hue: given.hue ?? HUE_SHARE_OF_JITTER * whole.jitter, scenes: given.scenes ?? whole.seed };
}

/** Settings as a record or a file of any version holds them: those of version 1 know no hue. */
export function upgradedSettings(given: Partial<Experiment>): Partial<Experiment> {
  return given.hue === undefined ? fromVersion1(given) : given;
}
