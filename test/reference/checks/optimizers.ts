import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { adamw, type AdamWSettings } from '../../../src/engine/optimizers/adamw';
import type { Optimizer, OptimizerState } from '../../../src/engine/optimizers/optimizer';
import { sgd, type SgdSettings } from '../../../src/engine/optimizers/sgd';
import type { Check } from '../check';
import type { StoredTensor } from '../tensors';

interface OptimizerCase {
  name: string;
  config: { learningRate: number };
  start: StoredTensor[];
  steps: { gradients: StoredTensor[]; parameters: StoredTensor[] }[];
}

const known: Record<string, (config: unknown) => Optimizer> = {
  sgd: (config) => sgd(config as SgdSettings),
  adamw: (config) => adamw(config as AdamWSettings),
};

const flat = (tensors: readonly StoredTensor[]) => tensors.flatMap(({ data }) => data);

export const check: Check = async (file, report, skip) => {
  for (const { name, config, start, steps } of (file as { cases: OptimizerCase[] }).cases) {
    const make = known[name];
    if (!make) {
      skip(name, 'this optimizer does not exist yet');
      continue;
    }
    const optimizer = make(config);
    const parameters = tf.tensor1d(flat(start));
    let state: OptimizerState = { parameters, slots: Array.from({ length: optimizer.slots }, () => tf.zerosLike(parameters)) };
    for (const [index, step] of steps.entries()) {
      const gradient = tf.tensor1d(flat(step.gradients));
      const next: OptimizerState = optimizer.update(state, gradient, config.learningRate, index + 1);
      for (const tensor of [gradient, state.parameters, ...state.slots]) (tensor as Tensor1D).dispose();
      state = next;
      report(`${name} ${JSON.stringify(config)}`, `parameters after step ${index + 1}`, (await state.parameters.data()) as Float32Array, flat(step.parameters));
    }
    for (const tensor of [state.parameters, ...state.slots]) tensor.dispose();
  }
};
