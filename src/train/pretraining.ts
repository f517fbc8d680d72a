/**
 * One pretraining run as a thing that can be stepped: network, optimizer, batch order, augmentation. Free of workers,
 * timers and the page. What a step costs and when to look at it is decided by the driver.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { augment, gatherImages, normalizeImages } from '../data/augment';
import { batchSampler, type BatchSampler } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { drawViews, type ViewParameters } from '../data/views';
import { adamw } from '../engine/optimizers/adamw';
import type { Optimizer, OptimizerState } from '../engine/optimizers/optimizer';
import { sgd } from '../engine/optimizers/sgd';
import type { Experiment } from '../experiment/fields';
import { Network } from '../model/network';
import { lossAndGradient } from '../pretext/lossGradient';
import type { PretextMethod } from '../pretext/method';
import { pretextMethod } from '../pretext/methods';
import { learningRateAt } from './schedule';

export interface StepOutcome {
  /** [1 + parts], still on the device; the caller frees it. */
  terms: Tensor1D;
  /** Detached representation of the training views [2n, D]; the caller frees it. */
  representation: Tensor2D;
  /** Labels per task of the 2n views, int32; the caller frees them. */
  labels: Tensor1D[];
  /** Original, first and second views of the first few images in 0…1, [k, 32, 32, 3]; only where asked for. */
  pictures: { original: Tensor4D; first: Tensor4D; second: Tensor4D } | null;
}

export interface PretrainingState {
  step: number;
  parameters: Float32Array;
  slots: Float32Array[];
  statistics: Float32Array;
}

export class Pretraining {
  readonly network: Network;
  readonly method: PretextMethod;
  /** Finished optimizer steps. */
  step = 0;
  /** Most bytes of tensors at once so far; they peak between the forward and the backward pass. */
  bytesPeak = 0;
  private readonly optimizer: Optimizer;
  private readonly sampler: BatchSampler;
  private slots: readonly Tensor1D[];

  constructor(
    private readonly experiment: Experiment,
    private readonly dataset: Dataset,
  ) {
    this.method = pretextMethod(experiment.method);
    const firstTask = dataset.tasks[0]!;
    this.sampler = batchSampler(dataset.train.labels[firstTask.name]!, experiment);
    this.network = new Network(experiment, this.method.headOutputs(firstTask.classNames.length));
    this.optimizer = optimizerOf(experiment);
    this.slots = Array.from({ length: this.optimizer.slots }, () =>
      tf.keep(tf.zeros([this.network.parameters.length]) as Tensor1D),
    );
  }

  /** One optimizer step, without waiting for the device. `pictures`: of how many images the views are wanted. */
  advance(pictures: number): StepOutcome {
    const indices = this.sampler.indices(this.step);
    const { views, shown } = this.viewsOf(indices, pictures);
    const labels = this.dataset.tasks.map(({ name }) => {
      const own = Int32Array.from(indices, (index) => this.dataset.train.labels[name]![index]!);
      return tf.tensor1d(Int32Array.from([...own, ...own]), 'int32');
    });
    const forward = this.network.forward(views);
    const imageLabels = tf.slice(labels[0]!, 0, indices.length);
    const { terms, gradient } = lossAndGradient(this.method, {
      embedding: forward.embedding,
      labels: imageLabels,
      experiment: this.experiment,
    });
    this.bytesPeak = Math.max(this.bytesPeak, tf.memory().numBytes);
    const flat = this.network.backward(forward, gradient);
    this.update(flat);
    this.network.updateStatistics(forward.pass);
    for (const tensor of [views, forward.embedding, imageLabels, flat]) tensor.dispose();
    return { terms, representation: forward.representation, labels, pictures: shown };
  }

  async save(): Promise<PretrainingState> {
    const read = async (tensor: Tensor1D) => Float32Array.from(await tensor.data());
    return {
      step: this.step,
      parameters: await read(this.network.parameters.flat),
      slots: await Promise.all(this.slots.map(read)),
      statistics: await read(this.network.statistics.flat),
    };
  }

  restore({ step, parameters, slots, statistics }: PretrainingState): void {
    this.step = step;
    this.network.parameters.replace(tf.tensor1d(parameters));
    this.network.statistics.replace(tf.tensor1d(statistics));
    this.replaceSlots(slots.map((values) => tf.tensor1d(values)));
  }

  dispose(): void {
    this.network.dispose();
    for (const slot of this.slots) slot.dispose();
  }

  /** Normalised views [2n, 32, 32, 3]: first views of all images, then second views. */
  private viewsOf(indices: Int32Array, pictures: number): { views: Tensor4D; shown: StepOutcome['pictures'] } {
    const count = indices.length;
    const first = drawViews(this.experiment, count, this.step, 0);
    const second = drawViews(this.experiment, count, this.step, 1);
    const images = gatherImages(this.dataset.train.pixels, indices);
    const [views, ...shown] = tf.tidy(() => {
      const augmented = augment(tf.concat4d([images, images], 0), joined(first, second));
      const normalized = normalizeImages(augmented, this.dataset);
      if (pictures === 0) return [normalized];
      const few = Math.min(pictures, count);
      const slice = (from: number) => tf.slice(augmented, [from, 0, 0, 0], [few, -1, -1, -1]);
      const originals = tf.transpose(tf.slice(images, [0, 0, 0, 0], [few, -1, -1, -1]), [0, 2, 3, 1]);
      return [normalized, originals, slice(0), slice(count)];
    });
    images.dispose();
    const [original, firstViews, secondViews] = shown as Tensor4D[];
    const pair = original && firstViews && secondViews ? { original, first: firstViews, second: secondViews } : null;
    return { views: views as Tensor4D, shown: pair };
  }

  private update(gradient: Tensor1D): void {
    this.step++;
    const rate = learningRateAt(this.step, this.experiment.steps, this.experiment.lr);
    const before: OptimizerState = { parameters: this.network.parameters.flat, slots: this.slots };
    const after = this.optimizer.update(before, gradient, rate, this.step);
    this.network.parameters.replace(after.parameters);
    this.replaceSlots(after.slots);
  }

  private replaceSlots(next: readonly Tensor1D[]): void {
    for (const slot of this.slots) slot.dispose();
    this.slots = next.map((slot) => tf.keep(slot));
  }
}

function optimizerOf({ optimizer, decay }: Experiment): Optimizer {
  return optimizer === 'sgd' ? sgd({ weightDecay: decay }) : adamw({ weightDecay: decay });
}

/** Parameters of both views end to end. */
function joined(first: ViewParameters, second: ViewParameters): ViewParameters {
  const names = Object.keys(first) as (keyof ViewParameters)[];
  return Object.fromEntries(names.map((name) => [name, Float32Array.from([...first[name], ...second[name]])])) as unknown as ViewParameters;
}
