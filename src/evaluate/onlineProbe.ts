/**
 * The online probe: one linear layer per task, trained along on detached features of the training views, with an
 * optimizer of its own. Cheap and live, but it starts at chance and lags behind the network.
 *
 * Features are standardised, by the batch's statistics in training and by running ones in judging, so that one learning
 * rate serves all widths and methods. A training step is part of the recorded one (engine/repeated.ts).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Slice } from '../engine/kernels';
import { adamw } from '../engine/optimizers/adamw';
import { asPixels, asVectors, linearForward, linearParameters, linearWeightsBackward, type LinearShape } from '../model/linear';
import { lengthOf, NamedVector, type VectorEntry } from '../model/parameters';
import { accuracies } from './logistic';
import type { LogisticTask } from './logisticTask';

/**
 * Learning rate at one dimension; falls with √D. AdamW moves every weight by about its rate, so one step moves a logit
 * by up to rate · D: at 0.01 and D = 256 the accuracy only jumped about.
 */
const LEARNING_RATE = 0.03;
/** Weight of the new batch in the running mean and variance. */
const MOMENTUM = 0.1;
/** Variance below which a unit counts as dead. */
const EPSILON = 1e-6;

const optimizer = adamw({ weightDecay: 0 });

export class OnlineProbe {
  private readonly layer: LinearShape;
  private readonly vectors: { parameters: NamedVector; gradient: NamedVector };
  private readonly slots: NamedVector[];
  /** Sums that start at zero: a mean over the steps so far once divided by their weights. */
  private readonly running: NamedVector;
  /** Ones and zeros, for a normalisation that scales by nothing. */
  private readonly affine: NamedVector;

  /** `classes` per task; the weights start at zero, so no random stream is needed. */
  constructor(
    private readonly dimensions: number,
    private readonly classes: readonly number[],
  ) {
    this.layer = { name: 'probe', inputs: dimensions, outputs: classes.reduce((sum, count) => sum + count, 0) };
    const entries = linearParameters(this.layer);
    const zeros = (of: readonly VectorEntry[]) => new NamedVector(of, new Float32Array(lengthOf(of)));
    this.vectors = { parameters: zeros(entries), gradient: zeros(entries) };
    this.slots = Array.from({ length: optimizer.slots }, () => zeros(entries));
    const vector = (name: string): VectorEntry => ({ name, shape: [dimensions], initial: 'zeros' });
    this.running = zeros([vector('mean'), vector('variance')]);
    this.affine = new NamedVector([vector('ones'), vector('zeros')], new Float32Array(2 * dimensions).fill(1, 0, dimensions));
  }

  /** What `train` needs of a step, counted from 1, as numbers on the device. */
  scalars(step: number): number[] {
    return optimizer.scalars(step, LEARNING_RATE / Math.sqrt(this.dimensions));
  }

  /**
   * One step on detached features [2n, D], of which rows i and n + i show image i. `labels`: of task t and image i at
   * t · n + i. Frees nothing of the caller's.
   */
  train(features: Tensor2D, labels: Slice<Tensor>, scalars: Slice<Tensor>): void {
    const [rows] = features.shape;
    const x = asPixels(features);
    const running = { mean: this.running.slice('mean'), variance: this.running.slice('variance'), momentum: MOMENTUM };
    const moments = kernels.moments(x, EPSILON, running);
    const normalized = this.normalized(x, moments);
    const logits = linearForward(this.layer, normalized, this.vectors);
    const rowsOfLogits = asVectors(logits);
    const error = kernels.softmaxError(rowsOfLogits, labels, rows / 2, this.classes) as Tensor2D;
    const dLogits = asPixels(error);
    linearWeightsBackward(this.layer, normalized, dLogits, this.vectors);
    const { parameters, gradient } = this.vectors;
    optimizer.update(parameters.flat, gradient.flat, this.slots.map(({ flat }) => flat), scalars);
    for (const tensor of [x, moments, normalized, logits, rowsOfLogits, error, dLogits]) tensor.dispose();
  }

  /** Accuracy per task on features [n, D] in inference mode, after so many training steps. */
  async evaluate(features: Tensor2D, tasks: readonly LogisticTask[], steps: number): Promise<number[]> {
    const logits = tf.tidy(() => {
      const normalized = this.normalized(asPixels(features), this.runningMoments(steps));
      return asVectors(linearForward(this.layer, normalized, this.vectors));
    });
    const shares = await accuracies(logits, tasks);
    logits.dispose();
    return shares;
  }

  /** Everything needed to go on later, as plain numbers. */
  async save(): Promise<OnlineProbeState> {
    return { values: await Promise.all(this.lasting().map((vector) => vector.read())) };
  }

  restore({ values }: OnlineProbeState): void {
    this.lasting().forEach((vector, index) => vector.overwrite(values[index]!));
  }

  dispose(): void {
    for (const vector of [...this.lasting(), this.vectors.gradient, this.affine]) vector.dispose();
  }

  private lasting(): NamedVector[] {
    return [this.vectors.parameters, ...this.slots, this.running];
  }

  private normalized(x: Tensor4D, moments: Tensor): Tensor4D {
    const term = { x, moments, gamma: this.affine.slice('ones'), beta: this.affine.slice('zeros') };
    return kernels.join({ terms: [term], residual: null, relu: false }) as Tensor4D;
  }

  /** [2, D]: running mean and 1/deviation. The sums hold 1 − (1 − momentum)^steps of their weight so far. */
  private runningMoments(steps: number): Tensor {
    const weight = 1 - (1 - MOMENTUM) ** Math.max(steps, 1);
    return tf.tidy(() => {
      const [mean, variance] = tf.split(tf.div(this.running.flat, weight) as Tensor1D, 2);
      return tf.stack([mean!, tf.rsqrt(tf.add(variance!, EPSILON))]);
    });
  }
}

export interface OnlineProbeState {
  values: Float32Array[];
}
