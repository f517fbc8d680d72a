/**
 * The whole network of a run: backbone, projector, and where the pretext method has one, a head on the projector.
 * Holds parameters, their gradient and running statistics; does not know what loss drives it.
 */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/fields';
import {
  backboneBackward,
  backboneForward,
  backboneOf,
  backboneParameters,
  backboneRepresent,
  backboneStatistics,
  type Backbone,
  type BackboneSaved,
} from './backbone';
import { projectorWidths } from './describe';
import { initialWeights } from './initial';
import { lengthOf, NamedVector, type VectorEntry } from './parameters';
import type { Pass } from './pass';
import {
  projectorBackward,
  projectorForward,
  projectorOf,
  projectorParameters,
  projectorStatistics,
  type Projector,
  type ProjectorSaved,
} from './projector';

export interface NetworkShape {
  backbone: Backbone;
  projector: Projector;
  /** A linear layer on the projector, or one without layers. */
  head: Projector;
}

export interface TrainingForward {
  /** [n, D]; the caller frees it. */
  representation: Tensor2D;
  /** [n, K] or what the head makes of it: what the loss sees. The caller frees it. */
  embedding: Tensor2D;
  saved: { images: Tensor4D; backbone: BackboneSaved; projector: ProjectorSaved; head: ProjectorSaved; projected: Tensor2D };
}

/** `headOutputs`: outputs of one more linear layer that the pretext method wants on the projector; null for none. */
export function networkShape(experiment: Experiment, headOutputs: number | null): NetworkShape {
  const widths = projectorWidths(experiment);
  const embedded = widths.at(-1)!;
  return {
    backbone: backboneOf(experiment.backbone, experiment.width),
    projector: projectorOf('projector', widths),
    head: projectorOf('head', headOutputs === null ? [embedded] : [embedded, headOutputs]),
  };
}

export class Network {
  readonly parameters: NamedVector;
  readonly gradient: NamedVector;
  readonly statistics: NamedVector;
  /** Numbers in the parameter vector up to the projector, and behind it. */
  readonly sizes: { backbone: number; projector: number };
  private readonly shape: NetworkShape;
  private readonly training: Pass;

  constructor(shape: NetworkShape, seed: number) {
    this.shape = shape;
    const below = backboneParameters(shape.backbone);
    const entries: VectorEntry[] = [...below, ...projectorParameters(shape.projector), ...projectorParameters(shape.head)];
    const statistics = [...backboneStatistics(shape.backbone), ...projectorStatistics(shape.projector)];
    this.parameters = new NamedVector(entries, initialWeights(entries, seed));
    this.gradient = new NamedVector(entries, new Float32Array(this.parameters.length));
    this.statistics = new NamedVector(statistics, initialWeights(statistics, seed));
    this.sizes = { backbone: lengthOf(below), projector: this.parameters.length - lengthOf(below) };
    this.training = { parameters: this.parameters, gradient: this.gradient, statistics: this.statistics, training: true };
  }

  /** Training mode, which moves the running statistics. `images` stay the caller's and must live until `backward`. */
  forward(images: Tensor4D): TrainingForward {
    const { backbone, projector, head } = this.shape;
    const { representation, saved } = backboneForward(backbone, images, this.training);
    const projection = projectorForward(projector, representation, this.training);
    const { embedding, saved: savedHead } = projectorForward(head, projection.embedding, this.training);
    return {
      representation,
      embedding,
      saved: { images, backbone: saved, projector: projection.saved, head: savedHead, projected: projection.embedding },
    };
  }

  /** Overwrites the gradient of every parameter, from ∂L/∂embedding; takes ownership of it and of what `forward` saved. */
  backward({ saved }: TrainingForward, dEmbedding: Tensor2D): void {
    const { backbone, projector, head } = this.shape;
    const dProjected = projectorBackward(head, dEmbedding, saved.head, this.training);
    saved.projected.dispose();
    const dRepresentation = projectorBackward(projector, dProjected, saved.projector, this.training);
    backboneBackward(backbone, saved.images, dRepresentation, saved.backbone, this.training);
  }

  /** Inference mode: representations [n, D] of normalised images [n, 32, 32, 3]. */
  represent(images: Tensor4D): Tensor2D {
    return backboneRepresent(this.shape.backbone, images, { ...this.training, training: false });
  }

  dispose(): void {
    for (const vector of [this.parameters, this.gradient, this.statistics]) vector.dispose();
  }
}
