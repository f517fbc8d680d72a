/** A network with one hidden layer on standardised features: linear, normalisation, ReLU, then one linear layer for all tasks. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Joint, type Running, type Slice } from '../engine/kernels';
import { adamw } from '../engine/optimizers/adamw';
import type { Optimizer } from '../engine/optimizers/optimizer';
import { initialWeights } from '../model/initial';
import { asPixels, asVectors, linearForward, linearInputBackward, linearParameters, linearWeightsBackward, type LinearShape } from '../model/linear';
import { NamedVector, zerosOf, type VectorEntry } from '../model/parameters';
import type { Standard } from './standardize';

const EPSILON = 1e-5;
/** Weight of the new value in the running statistics. */
const MOMENTUM = 0.1;

export interface MlpShape {
  inputs: number;
  hidden: number;
  /** Per task. */
  classes: readonly number[];
}

function wholeSlice(vector: Tensor): Slice<Tensor> {
  return { vector, offset: 0, length: vector.size };
}

export class Mlp {
  private readonly hidden: LinearShape;
  private readonly last: LinearShape;
  private readonly optimizer: Optimizer;
  private readonly vectors: { parameters: NamedVector; gradient: NamedVector };
  private readonly slots: NamedVector[];
  private readonly statistics: NamedVector;
  /** Ones and zeros, for a normalisation that scales by nothing. */
  private readonly affine: NamedVector;
  /** [2, inputs]: mean and 1/deviation of the features. */
  private readonly standard: Tensor;
  private steps = 0;

  /** Seeded weights; `dispose` frees them. `decay`: AdamW's weight decay. */
  constructor(
    private readonly shape: MlpShape,
    { mean, inverse }: Standard,
    seed: number,
    decay: number,
  ) {
    const { inputs, hidden, classes } = shape;
    this.hidden = { name: 'mlpHidden', inputs, outputs: hidden, bias: false };
    this.last = { name: 'mlpLast', inputs: hidden, outputs: classes.reduce((sum, count) => sum + count, 0) };
    const vector = (name: string, length: number, initial: VectorEntry['initial']): VectorEntry => ({ name, shape: [length], initial });
    const entries = [
      ...linearParameters(this.hidden),
      vector('gamma', hidden, 'ones'),
      vector('beta', hidden, 'zeros'),
      ...linearParameters(this.last),
    ];
    this.optimizer = adamw({ weightDecay: decay });
    this.vectors = { parameters: new NamedVector(entries, initialWeights(entries, seed)), gradient: zerosOf(entries) };
    this.slots = Array.from({ length: this.optimizer.slots }, () => zerosOf(entries));
    const statistics = [vector('mean', hidden, 'zeros'), vector('variance', hidden, 'ones')];
    this.statistics = new NamedVector(statistics, initialWeights(statistics, seed));
    const affine = [vector('ones', inputs, 'ones'), vector('zeros', inputs, 'zeros')];
    this.affine = new NamedVector(affine, initialWeights(affine, seed));
    this.standard = tf.keep(tf.tensor2d([...mean, ...inverse], [2, inputs]));
  }

  /** One step on features [n, inputs], which stay the caller's. `labels`: of task t and row i at t · n + i. */
  train(features: Tensor2D, labels: Float32Array, rate: number): void {
    this.steps++;
    tf.tidy(() => {
      const { parameters, gradient } = this.vectors;
      const x = this.standardised(features);
      const map = linearForward(this.hidden, x, this.vectors);
      const joint = this.jointOf(map, kernels.moments(map, EPSILON, this.running()));
      const active = kernels.join(joint) as Tensor4D;
      const logits = asVectors(linearForward(this.last, active, this.vectors));
      const error = kernels.softmaxError(logits, wholeSlice(tf.tensor1d(labels)), features.shape[0], this.shape.classes) as Tensor2D;
      const dLogits = asPixels(error);
      linearWeightsBackward(this.last, active, dLogits, this.vectors);
      const dActive = linearInputBackward(this.last, dLogits, this.vectors);
      const [dMap] = kernels.joinBackward(joint, dActive, [{ gamma: gradient.slice('gamma'), beta: gradient.slice('beta') }]);
      linearWeightsBackward(this.hidden, x, dMap as Tensor4D, this.vectors);
      const scalars = tf.tensor1d(this.optimizer.scalars(this.steps, rate));
      this.optimizer.update(parameters.flat, gradient.flat, this.slots.map(({ flat }) => flat), wholeSlice(scalars));
    });
  }

  /** Logits [n, Σ classes] in inference mode; the caller frees them. */
  logits(features: Tensor2D): Tensor2D {
    return tf.tidy(() => {
      const map = linearForward(this.hidden, this.standardised(features), this.vectors);
      const [mean, variance] = tf.split(this.statistics.flat, 2);
      const moments = tf.stack([mean!, tf.rsqrt(tf.add(variance!, EPSILON))]);
      return asVectors(linearForward(this.last, kernels.join(this.jointOf(map, moments)) as Tensor4D, this.vectors));
    });
  }

  dispose(): void {
    this.standard.dispose();
    for (const vector of [...Object.values(this.vectors), ...this.slots, this.statistics, this.affine]) vector.dispose();
  }

  private standardised(features: Tensor2D): Tensor4D {
    const term = { x: asPixels(features), moments: this.standard, gamma: this.affine.slice('ones'), beta: this.affine.slice('zeros') };
    return kernels.join({ terms: [term], residual: null, relu: false }) as Tensor4D;
  }

  private jointOf(x: Tensor4D, moments: Tensor): Joint<Tensor> {
    const { parameters } = this.vectors;
    return { terms: [{ x, moments, gamma: parameters.slice('gamma'), beta: parameters.slice('beta') }], residual: null, relu: true };
  }

  private running(): Running<Tensor> {
    return { mean: this.statistics.slice('mean'), variance: this.statistics.slice('variance'), momentum: MOMENTUM };
  }
}
