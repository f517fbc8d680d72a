import type { NamedVector } from './parameters';

/** What a forward pass reads and changes. */
export interface ForwardPass {
  readonly parameters: NamedVector;
  /**
   * Running mean and variance of every normalisation: moved in training, read in inference. Null for a network that
   * is never used in inference.
   */
  readonly statistics: NamedVector | null;
  /** Gains of 1 and offsets of 0 of the normalisations that have no parameters (fixedNorm.ts). */
  readonly fixed: NamedVector;
  /** Training mode normalises with the batch's own statistics. */
  readonly training: boolean;
}

/** What a backward pass needs besides. */
export interface Pass extends ForwardPass {
  readonly statistics: NamedVector;
  /** ∂L/∂parameters, with the same entries; a backward pass overwrites every one of them. */
  readonly gradient: NamedVector;
  /** ∂L/∂fixed, which the kernels write and nobody reads. */
  readonly fixedGradient: NamedVector;
}
