/**
 * The whole network of a run: backbone, projector, and where the pretext method has one, a head on the projector: a
 * classifier or a predictor. Holds parameters, their gradient and running statistics; does not know what loss drives it.
 */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/fields';
import { methodNetworks } from '../experiment/methodNetwork';
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
import { headWidths, projectorWidths } from './describe';
import { initialWeights } from './initial';
import { lengthOf, NamedVector, zerosOf, type VectorEntry } from './parameters';
import type { Pass } from './pass';
import { projectorLayers } from './projectorLayers';
import {
  projectorBackward,
  projectorFixed,
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
  /** On the projector; without layers where the loss sees what the projector makes. */
  head: Projector;
}

export interface TrainingForward {
  /** [n, D]; the caller frees it. */
  representation: Tensor2D;
  /** [n, K], behind the projector; `backward` frees it. */
  projection: Tensor2D;
  /** The projection, or what the head makes of it: what the loss sees. The caller frees it. */
  embedding: Tensor2D;
  saved: { images: Tensor4D; backbone: BackboneSaved; projector: ProjectorSaved; head: ProjectorSaved };
}

/** `classes` of the data set's first task: what a classifier tells apart. */
export function networkShape(experiment: Experiment, classes: number): NetworkShape {
  return {
    backbone: backboneOf(experiment.backbone, experiment.width),
    projector: projectorOf('projector', projectorWidths(experiment), methodNetworks[experiment.method].normalizesEmbedding),
    head: projectorOf('head', headWidths(experiment, classes)),
  };
}

export class Network {
  readonly parameters: NamedVector;
  readonly gradient: NamedVector;
  readonly statistics: NamedVector;
  /** Numbers in the parameter vector up to the projector, and behind it. */
  readonly sizes: { backbone: number; projector: number };
  private readonly shape: NetworkShape;
  private readonly fixed: NamedVector;
  private readonly fixedGradient: NamedVector;
  private readonly training: Pass;

  constructor(shape: NetworkShape, seed: number) {
    this.shape = shape;
    const below = backboneParameters(shape.backbone);
    const entries: VectorEntry[] = [...below, ...projectorParameters(shape.projector), ...projectorParameters(shape.head)];
    const statistics = [...backboneStatistics(shape.backbone), ...projectorStatistics(shape.projector), ...projectorStatistics(shape.head)];
    const fixed = projectorFixed(shape.projector);
    this.parameters = new NamedVector(entries, initialWeights(entries, seed));
    this.gradient = zerosOf(entries);
    this.statistics = new NamedVector(statistics, initialWeights(statistics, seed));
    this.fixed = new NamedVector(fixed, initialWeights(fixed, seed));
    this.fixedGradient = zerosOf(fixed);
    this.sizes = { backbone: lengthOf(below), projector: this.parameters.length - lengthOf(below) };
    const { parameters, gradient, fixedGradient } = this;
    this.training = { parameters, gradient, statistics: this.statistics, fixed: this.fixed, fixedGradient, training: true };
  }

  /** Training mode, which moves the running statistics. `images` stay the caller's and must live until `backward`. */
  forward(images: Tensor4D): TrainingForward {
    const { backbone, projector, head } = this.shape;
    const { representation, saved } = backboneForward(backbone, images, this.training);
    const { embedding: projection, saved: savedProjector } = projectorForward(projector, representation, this.training);
    const { embedding, saved: savedHead } = projectorForward(head, projection, this.training);
    return { representation, projection, embedding, saved: { images, backbone: saved, projector: savedProjector, head: savedHead } };
  }

  /** Overwrites the gradient of every parameter, from ∂L/∂embedding; takes ownership of it, of the projection and of what `forward` saved. */
  backward({ projection, saved }: TrainingForward, dEmbedding: Tensor2D): void {
    const { backbone, projector, head } = this.shape;
    const dProjected = projectorBackward(head, dEmbedding, saved.head, this.training);
    projection.dispose();
    const dRepresentation = projectorBackward(projector, dProjected, saved.projector, this.training);
    backboneBackward(backbone, saved.images, dRepresentation, saved.backbone, this.training);
  }

  /** Inference mode: representations [n, D] of normalised images [n, 32, 32, 3]. */
  represent(images: Tensor4D): Tensor2D {
    return backboneRepresent(this.shape.backbone, images, { ...this.training, training: false });
  }

  /** Inference mode: the representation, then what each layer of the projector makes of it, [n, width] each. */
  layers(images: Tensor4D): Tensor2D[] {
    const representation = this.represent(images);
    return [representation, ...projectorLayers(this.shape.projector, representation, { ...this.training, training: false })];
  }

  dispose(): void {
    for (const vector of [this.parameters, this.gradient, this.statistics, this.fixed, this.fixedGradient]) vector.dispose();
  }
}
