/**
 * The whole network of a run: backbone, projector, and where the pretext method has one, a head on the projector.
 * Holds the parameters and running statistics; does not know what loss drives it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/fields';
import {
  backboneBackward,
  backboneForward,
  backboneOf,
  backboneParameters,
  backboneStatistics,
  type Backbone,
  type BackboneSaved,
} from './backbone';
import { projectorWidths } from './describe';
import { initialWeights } from './initial';
import { moveStatistics } from './normalization';
import { NamedVector, type VectorEntry } from './parameters';
import type { Gradients, Pass } from './pass';
import {
  projectorBackward,
  projectorForward,
  projectorOf,
  projectorParameters,
  projectorStatistics,
  type Projector,
  type ProjectorSaved,
} from './projector';

export interface TrainingForward {
  /** [n, D]; the caller frees it. */
  representation: Tensor2D;
  /** [n, K] or what the head makes of it: what the loss sees. The caller frees it. */
  embedding: Tensor2D;
  pass: Pass;
  saved: { backbone: BackboneSaved; projector: ProjectorSaved; head: ProjectorSaved; projected: Tensor2D };
}

export class Network {
  readonly parameters: NamedVector;
  readonly statistics: NamedVector;
  /** Numbers in the parameter vector up to the projector, and behind it. */
  readonly sizes: { backbone: number; projector: number };
  private readonly backbone: Backbone;
  private readonly projector: Projector;
  private readonly head: Projector;

  /** `headOutputs`: outputs of one more linear layer that the pretext method wants on the projector; null for none. */
  constructor(experiment: Experiment, headOutputs: number | null) {
    const widths = projectorWidths(experiment);
    const embedded = widths[widths.length - 1]!;
    this.backbone = backboneOf(experiment.backbone, experiment.width);
    this.projector = projectorOf('projector', widths);
    this.head = projectorOf('head', headOutputs === null ? [embedded] : [embedded, headOutputs]);
    const below = backboneParameters(this.backbone);
    const above = [...projectorParameters(this.projector), ...projectorParameters(this.head)];
    const entries = [...below, ...above];
    this.parameters = new NamedVector(entries, initialWeights(entries, experiment.seed));
    const statistics = [...backboneStatistics(this.backbone), ...projectorStatistics(this.projector)];
    this.statistics = new NamedVector(statistics, initialWeights(statistics, experiment.seed));
    const backboneSize = sizeOf(below);
    this.sizes = { backbone: backboneSize, projector: this.parameters.length - backboneSize };
  }

  /** Training mode. `images` stay the caller's and must live until `backward`. */
  forward(images: Tensor4D): TrainingForward {
    const pass = this.pass(true);
    const { representation, saved: backbone } = backboneForward(this.backbone, images, pass);
    const { embedding: projected, saved: projector } = projectorForward(this.projector, representation, pass);
    const { embedding, saved: head } = projectorForward(this.head, projected, pass);
    return { representation, embedding, pass, saved: { backbone: backbone!, projector, head, projected } };
  }

  /** Gradient of every parameter as one flat vector, from ∂L/∂embedding; takes ownership of it and of what `forward` saved. */
  backward({ pass, saved }: TrainingForward, dEmbedding: Tensor2D): tf.Tensor1D {
    const gradients: Gradients = new Map();
    const dProjected = projectorBackward(this.head, dEmbedding, saved.head, pass, gradients);
    saved.projected.dispose();
    const dRepresentation = projectorBackward(this.projector, dProjected, saved.projector, pass, gradients);
    backboneBackward(this.backbone, dRepresentation, saved.backbone, pass, gradients);
    const flat = this.parameters.flatten(gradients);
    for (const gradient of gradients.values()) gradient.dispose();
    return flat;
  }

  /** Moves the running statistics towards those of the batch; frees the latter. */
  updateStatistics({ batchStatistics }: Pass): void {
    moveStatistics(this.statistics, batchStatistics);
  }

  /** Inference mode: representations [n, D] of normalised images [n, 32, 32, 3]. */
  represent(images: Tensor4D): Tensor2D {
    return backboneForward(this.backbone, images, this.pass(false)).representation;
  }

  private pass(training: boolean): Pass {
    return { parameters: this.parameters, statistics: this.statistics, training, batchStatistics: new Map() };
  }

  dispose(): void {
    this.parameters.dispose();
    this.statistics.dispose();
  }
}

function sizeOf(entries: readonly VectorEntry[]): number {
  return entries.reduce((total, { shape }) => total + tf.util.sizeFromShape([...shape]), 0);
}
