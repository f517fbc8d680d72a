import type { Tensor1D } from '@tensorflow/tfjs-core';

/**
 * An optimizer works on all parameters at once, laid end to end in one flat vector, so that its cost does not grow
 * with the number of layers. `slots` are its own vectors of the same length (momentum …), zero at the start.
 */
export interface Optimizer {
  readonly slots: number;
  /**
   * One step. `step` counts from 1. Returns new tensors and disposes none of its inputs.
   */
  update(state: OptimizerState, gradient: Tensor1D, learningRate: number, step: number): OptimizerState;
}

export interface OptimizerState {
  readonly parameters: Tensor1D;
  readonly slots: readonly Tensor1D[];
}
