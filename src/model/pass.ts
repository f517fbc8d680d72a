import type { Tensor } from '@tensorflow/tfjs-core';
import type { NamedVector } from './parameters';

/** What a forward pass reads and, in training, leaves behind. */
export interface Pass {
  readonly parameters: NamedVector;
  /** Running mean and variance of every normalisation; read in inference mode only. */
  readonly statistics: NamedVector;
  /** Training mode normalises with the batch's own statistics and keeps what the backward pass needs. */
  readonly training: boolean;
  /** In training: the batch's mean and unbiased variance per normalisation, keyed like `statistics`. */
  readonly batchStatistics: Map<string, Tensor>;
}

/** Gradients by parameter name. */
export type Gradients = Map<string, Tensor>;
