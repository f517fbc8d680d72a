import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizer';

export interface SgdSettings {
  weightDecay: number;
  momentum?: number;
  nesterov?: boolean;
}

/** Stochastic gradient descent with momentum, as `torch.optim.SGD` computes it: v ← μ v + g + λ w; w ← w − η v. */
export function sgd({ weightDecay, momentum = 0.9, nesterov = false }: SgdSettings): Optimizer {
  return {
    slots: 1,
    update({ parameters, slots }, gradient, learningRate, step) {
      const [velocity, next] = tf.tidy((): [Tensor1D, Tensor1D] => {
        const decayed: Tensor1D = tf.add(gradient, tf.mul(parameters, weightDecay));
        // The first step takes the gradient itself as velocity; the slot is zero then, so the formula agrees.
        const moved: Tensor1D = step === 1 ? decayed : tf.add(tf.mul(slots[0]!, momentum), decayed);
        const direction = nesterov ? tf.add(decayed, tf.mul(moved, momentum)) : moved;
        return [moved, tf.sub(parameters, tf.mul(direction, learningRate))];
      });
      return { parameters: next, slots: [velocity] };
    },
  };
}
