/**
 * What a pretext task is to the rest of the code: a loss on embeddings, written in plain tfjs operations. tfjs' own
 * tape differentiates it; the network behind the embeddings has its own backward pass and never sees the loss. What a method
 * adds to the network stands in experiment/methodNetwork.ts.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { KernelName } from '../engine/kernels';
import type { Experiment } from '../experiment/fields';

export interface PretextInput {
  /** [2n, K], what the network's head made: row i and row n + i are the two views of image i. */
  embedding: Tensor2D;
  /**
   * [2n, K], rows alike: what a method with a target compares the embedding with, null for the others. Never
   * differentiated: to the loss it is a constant.
   */
  target: Tensor2D | null;
  /** [n] int32, class of each image in the data set's first task. Only methods that learn from labels may ask. */
  labels: () => Tensor1D;
  experiment: Experiment;
}

export interface PretextLoss {
  total: Scalar;
  /** The loss's own terms by name, in the order in which they are charted. Not weighted. */
  parts: Readonly<Record<string, Scalar>>;
}

export interface PretextMethod {
  label: string;
  /** One sentence for the page. */
  summary: string;
  /** Names of `parts`, in their order. */
  parts: readonly string[];
  loss(input: PretextInput): PretextLoss;
  /** Where a backend has this kernel, it computes [total, ...parts] and ∂total/∂embedding in a few passes instead of the tape's many. */
  fused?: { kernel: KernelName; compute(input: PretextInput): [terms: Tensor, gradient: Tensor] };
}
