import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { hasKernel } from '../engine/kernels';
import type { PretextInput, PretextMethod } from './method';

export interface LossAndGradient {
  /** [1 + parts]: the loss, then its terms in the method's order. Stays on the device until somebody reads it. */
  terms: Tensor1D;
  /** ∂loss/∂embedding, like the embedding. */
  gradient: Tensor2D;
}

/** Loss, its terms and its gradient, by the method's own kernel where the backend has it, else by tfjs' tape. */
export function lossAndGradient(method: PretextMethod, input: PretextInput): LossAndGradient {
  if (!method.fused || !hasKernel(method.fused.kernel)) return tapedLossAndGradient(method, input);
  const [terms, gradient] = method.fused.compute(input);
  return { terms: terms as Tensor1D, gradient: gradient as Tensor2D };
}

/** The terms ride along in one vector whose upstream gradient is (1, 0, …, 0). */
export function tapedLossAndGradient(method: PretextMethod, { embedding, ...rest }: PretextInput): LossAndGradient {
  return tf.tidy(() => {
    // Differentiated by a tensor of its own, so that no gradient can come by way of a target that is the same one.
    const own = tf.clone(embedding);
    const upstream = tf.tensor1d([1, ...method.parts.map(() => 0)]);
    const { value, grads } = tf.valueAndGrads((z) => {
      const { total, parts } = method.loss({ ...rest, embedding: z as Tensor2D });
      return tf.stack([total, ...method.parts.map((name) => parts[name]!)]);
    })([own], upstream);
    return { terms: value as Tensor1D, gradient: grads[0] as Tensor2D };
  });
}
