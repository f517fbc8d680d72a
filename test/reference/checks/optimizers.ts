import * as tf from '@tensorflow/tfjs-core';
import { adamw } from '../../../src/engine/optimizers/adamw';
import { lars } from '../../../src/engine/optimizers/lars';
import { SCALARS, type Optimizer } from '../../../src/engine/optimizers/optimizer';
import { sgd } from '../../../src/engine/optimizers/sgd';
import type { Check } from '../check';
import type { StoredTensor } from '../tensors';

interface Settings {
  learningRate: number;
  weightDecay: number;
  trustCoefficient: number;
}

interface OptimizerCase {
  name: string;
  config: Settings;
  start: StoredTensor[];
  steps: { gradients: StoredTensor[]; parameters: StoredTensor[] }[];
}

const known: Record<string, (config: Settings, shapes: readonly StoredTensor[]) => Optimizer> = {
  sgd: (config) => sgd(config),
  adamw: (config) => adamw(config),
  lars: ({ trustCoefficient, ...config }, shapes) => lars({ ...config, trust: trustCoefficient }, shapes),
};

const flat = (tensors: readonly StoredTensor[]) => tensors.flatMap(({ data }) => data);

export const check: Check = async (file, report, skip) => {
  for (const { name, config, start, steps } of (file as { cases: OptimizerCase[] }).cases) {
    const make = known[name];
    if (!make) {
      skip(name, 'this optimizer does not exist yet');
      continue;
    }
    const optimizer = make(config, start);
    const parameters = tf.tensor1d(flat(start));
    const slots = Array.from({ length: optimizer.slots }, () => tf.zerosLike(parameters));
    for (const [index, step] of steps.entries()) {
      const gradient = tf.tensor1d(flat(step.gradients));
      const scalars = tf.tensor1d(optimizer.scalars(index + 1, config.learningRate));
      optimizer.update(parameters, gradient, slots, { vector: scalars, offset: 0, length: SCALARS });
      report(`${name} ${JSON.stringify(config)}`, `parameters after step ${index + 1}`, (await parameters.data()) as Float32Array, flat(step.parameters));
      tf.dispose([gradient, scalars]);
    }
    tf.dispose([parameters, slots]);
    optimizer.dispose();
  }
};
