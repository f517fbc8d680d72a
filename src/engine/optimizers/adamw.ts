import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizer';

export interface AdamWSettings {
  weightDecay: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
}

/** Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), as `torch.optim.AdamW` computes it. */
export function adamw({ weightDecay, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamWSettings): Optimizer {
  return {
    slots: 2,
    update({ parameters, slots }, gradient, learningRate, step) {
      const [mean, square] = tf.tidy((): [Tensor1D, Tensor1D] => [
        tf.add(tf.mul(slots[0]!, beta1), tf.mul(gradient, 1 - beta1)),
        tf.add(tf.mul(slots[1]!, beta2), tf.mul(tf.square(gradient), 1 - beta2)),
      ]);
      const stepSize = learningRate / (1 - beta1 ** step);
      const rootCorrection = 1 / Math.sqrt(1 - beta2 ** step);
      const next = tf.tidy((): Tensor1D => {
        const scale = tf.add(tf.mul(tf.sqrt(square), rootCorrection), epsilon);
        return tf.sub(tf.mul(parameters, 1 - learningRate * weightDecay), tf.mul(tf.div(mean, scale), stepSize));
      });
      return { parameters: next, slots: [mean, square] };
    },
  };
}
