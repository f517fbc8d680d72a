/**
 * What a pretext task is to the rest of the code: a loss on embeddings, written in plain tfjs operations. tfjs' own
 * tape differentiates it; the network behind the embeddings has its own backward pass and never sees the loss.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { KernelName } from '../engine/kernels';
import type { Experiment } from '../experiment/fields';

export interface PretextInput {
  /** [2n, K]: row i and row n + i are the two views of image i. */
  embedding: Tensor2D;
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
  /** Outputs of one more linear layer behind the projector, from the number of classes; null for none. */
  headOutputs(classes: number): number | null;
  loss(input: PretextInput): PretextLoss;
  /** Where a backend has this kernel, it computes [total, ...parts] and ∂total/∂embedding in a few passes instead of the tape's many. */
  fused?: { kernel: KernelName; compute(input: PretextInput): [terms: Tensor, gradient: Tensor] };
}
