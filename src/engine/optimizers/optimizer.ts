import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Slice } from '../kernels';

/**
 * An optimizer works on all parameters at once, laid end to end in one flat vector, so that its cost does not grow
 * with the number of layers.
 */
export interface Optimizer {
  /** Its own vectors of the parameters' length (momentum …), zero at the start. */
  readonly slots: number;
  /** What a step needs besides tensors, as numbers on the device; `step` counts from 1. At most `SCALARS`. */
  scalars(step: number, learningRate: number): number[];
  /** One step, in place on parameters and slots. `scalars` are those of the step. */
  update(parameters: Tensor1D, gradient: Tensor1D, slots: readonly Tensor1D[], scalars: Slice<Tensor>): void;
  dispose(): void;
}

export const SCALARS = 4;
