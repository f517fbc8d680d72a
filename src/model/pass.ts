import type { NamedVector } from './parameters';

/** What a forward and a backward pass read and change. */
export interface Pass {
  readonly parameters: NamedVector;
  /** ∂L/∂parameters, with the same entries; a backward pass overwrites every one of them. */
  readonly gradient: NamedVector;
  /** Running mean and variance of every normalisation: moved in training, read in inference. */
  readonly statistics: NamedVector;
  /** Training mode normalises with the batch's own statistics. */
  readonly training: boolean;
}
