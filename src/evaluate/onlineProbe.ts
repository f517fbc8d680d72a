/**
 * The online probe: one linear layer per task, trained along on detached features of the training views, with an
 * optimizer of its own. Cheap and live, but it starts at chance and lags behind the network.
 *
 * Features are standardised by running statistics, so that one learning rate serves all widths and methods.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { adamw } from '../engine/optimizers/adamw';
import type { OptimizerState } from '../engine/optimizers/optimizer';
import { accuracies, type LogisticTask } from './logistic';
import { momentsOf, standardize, standardOf, type Moments } from './standardize';

/**
 * Learning rate at one dimension; falls with √D. AdamW moves every weight by about its rate, so one step moves a logit
 * by up to rate · D: at 0.01 and D = 256 the accuracy only jumped about.
 */
const LEARNING_RATE = 0.03;
/** Weight of the new batch in the running mean and deviation. */
const MOMENTUM = 0.1;

export class OnlineProbe {
  private readonly optimizer = adamw({ weightDecay: 0 });
  private state: OptimizerState;
  private running: Moments | null = null;
  private steps = 0;
  private readonly columns: number;

  /** `classes` per task; the weights start at zero, so no random stream is needed. */
  constructor(
    private readonly dimensions: number,
    private readonly classes: readonly number[],
  ) {
    this.columns = classes.reduce((sum, count) => sum + count, 0);
    const zeros = () => tf.keep(tf.zeros([this.columns * (dimensions + 1)])) as Tensor1D;
    this.state = { parameters: zeros(), slots: [zeros(), zeros()] };
  }

  /** One step on detached features [n, D]; `labels[task]` are [n] int32 tensors. Frees nothing of the caller's. */
  train(features: Tensor2D, labels: readonly Tensor1D[]): void {
    this.track(features);
    const gradient = tf.tidy(() => {
      const { x, logits } = this.logits(features);
      let from = 0;
      const errors = this.classes.map((count, task) => {
        const own = tf.slice(logits, [0, from], [-1, count]);
        from += count;
        return tf.sub(tf.softmax(own), tf.oneHot(labels[task]!, count));
      });
      const error = tf.mul(tf.concat(errors, 1), 1 / features.shape[0]);
      return tf.reshape(tf.matMul(error, x, true, false), [-1]) as Tensor1D;
    });
    const next = this.optimizer.update(this.state, gradient, LEARNING_RATE / Math.sqrt(this.dimensions), ++this.steps);
    gradient.dispose();
    this.replace(next);
  }

  /** Accuracy per task on features [n, D] in inference mode. */
  async evaluate(features: Tensor2D, tasks: readonly LogisticTask[]): Promise<number[]> {
    const logits = tf.tidy(() => this.logits(features).logits);
    const shares = await accuracies(logits, tasks);
    logits.dispose();
    return shares;
  }

  /** Everything needed to go on later, as plain numbers. */
  async save(): Promise<OnlineProbeState> {
    const tensors = [this.state.parameters, ...this.state.slots, ...(this.running ? [this.running.mean, this.running.variance] : [])];
    const values = (await Promise.all(tensors.map((tensor) => tensor.data()))) as Float32Array[];
    return { steps: this.steps, values: values.map((value) => Float32Array.from(value)) };
  }

  restore({ steps, values }: OnlineProbeState): void {
    const [parameters, first, second, mean, variance] = values.map((value) => tf.tensor1d(value));
    this.steps = steps;
    this.replace({ parameters: parameters!, slots: [first!, second!] });
    if (mean && variance) this.setRunning({ mean, variance });
  }

  dispose(): void {
    for (const tensor of [this.state.parameters, ...this.state.slots]) tensor.dispose();
    this.setRunning(null);
  }

  private logits(features: Tensor2D): { x: Tensor2D; logits: Tensor2D } {
    const centred = this.running ? standardize(features, standardOf(this.running)) : features;
    const x: Tensor2D = tf.concat2d([centred as Tensor2D, tf.ones([features.shape[0], 1])], 1);
    const weights: Tensor2D = tf.reshape(this.state.parameters, [this.columns, this.dimensions + 1]);
    return { x, logits: tf.matMul(x, weights, false, true) };
  }

  /** A running mean and variance, inverted only when used: a unit that is dead in one batch must not count as infinitely sharp. */
  private track(features: Tensor2D): void {
    const batch = momentsOf(features);
    if (!this.running) {
      this.setRunning(batch);
      return;
    }
    const { mean, variance } = this.running;
    const mixed = (old: Tensor1D, fresh: Tensor1D) =>
      tf.tidy(() => tf.add(tf.mul(old, 1 - MOMENTUM), tf.mul(fresh, MOMENTUM)) as Tensor1D);
    const next = { mean: mixed(mean, batch.mean), variance: mixed(variance, batch.variance) };
    batch.mean.dispose();
    batch.variance.dispose();
    this.setRunning(next);
  }

  private setRunning(next: Moments | null): void {
    this.running?.mean.dispose();
    this.running?.variance.dispose();
    this.running = next;
    if (next) for (const tensor of [next.mean, next.variance]) tf.keep(tensor);
  }

  private replace(next: OptimizerState): void {
    for (const tensor of [this.state.parameters, ...this.state.slots]) tensor.dispose();
    this.state = next;
    for (const tensor of [next.parameters, ...next.slots]) tf.keep(tensor);
  }
}

export interface OnlineProbeState {
  steps: number;
  values: Float32Array[];
}
