/**
 * The moving average of a network (BYOL's target, Grill et al. 2020, arXiv 2006.07733): backbone and projector with parameters
 * of their own that follow the trained ones and get no gradient.
 *
 * It has no running statistics, since it only ever embeds the training views, normalised with their own.
 */
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Slice } from '../engine/kernels';
import { backboneParameters, backboneRepresent } from './backbone';
import { initialWeights } from './initial';
import { NamedVector } from './parameters';
import type { Network, NetworkShape } from './network';
import type { ForwardPass } from './pass';
import { freeProjected, projectorFixed, projectorForward, projectorParameters } from './projector';

export class AveragedNetwork {
  /** The first entries of the network's parameters, those of its head left out. */
  readonly parameters: NamedVector;
  private readonly fixed: NamedVector;

  /** Equal to a network of this shape and seed at step 0. */
  constructor(
    private readonly shape: NetworkShape,
    seed: number,
  ) {
    const entries = [...backboneParameters(shape.backbone), ...projectorParameters(shape.projector)];
    const fixed = projectorFixed(shape.projector);
    this.parameters = new NamedVector(entries, initialWeights(entries, seed));
    this.fixed = new NamedVector(fixed, initialWeights(fixed, seed));
  }

  /** Training mode, without anything kept for a backward pass: [n, K] of images [n, 32, 32, 3]. The caller frees it. */
  embed(images: Tensor4D): Tensor2D {
    const pass: ForwardPass = { parameters: this.parameters, statistics: null, fixed: this.fixed, training: true };
    const representation = backboneRepresent(this.shape.backbone, images, pass);
    const { embedding, saved } = projectorForward(this.shape.projector, representation, pass);
    freeProjected(saved);
    representation.dispose();
    return embedding;
  }

  /** ξ ← ξ + share · (θ − ξ), in place; `share`: one number, 1 − τ. */
  follow({ parameters }: Network, share: Slice<Tensor>): void {
    const { flat: vector, length } = this.parameters;
    kernels.follow({ vector, offset: 0, length }, { vector: parameters.flat, offset: 0, length }, share);
  }

  dispose(): void {
    for (const vector of [this.parameters, this.fixed]) vector.dispose();
  }
}
