/**
 * One pretraining run as a thing that can be stepped: network, optimizer, batch order, augmentation. Free of workers,
 * timers and the page. What a step costs and when to look at it is decided by the driver.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { augment } from '../data/augment';
import { batchSampler, type BatchSampler } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { DeviceImages } from '../data/deviceImages';
import { drawViews, packViews } from '../data/views';
import { bytesInUse } from '../engine/memory';
import type { Slice } from '../engine/kernels';
import { adamw } from '../engine/optimizers/adamw';
import { lars } from '../engine/optimizers/lars';
import type { Optimizer } from '../engine/optimizers/optimizer';
import { sgd } from '../engine/optimizers/sgd';
import type { Experiment } from '../experiment/fields';
import { methodNetworks } from '../experiment/methodNetwork';
import { AveragedNetwork } from '../model/averagedNetwork';
import { Network, networkShape } from '../model/network';
import { zerosOf, type NamedVector, type VectorEntry } from '../model/parameters';
import { averageShare } from '../pretext/byol';
import { lossAndGradient } from '../pretext/lossGradient';
import type { PretextMethod } from '../pretext/method';
import { pretextMethod } from '../pretext/methods';
import { learningRateAt } from './schedule';
import { StepSheet } from './stepSheet';
import { type NetworkWeights, overwriteWeights, readWeights } from './weights';

/** What trains along on the representation of a step's views, without a say in it. */
export interface Companion {
  scalars(step: number): number[];
  train(representation: Tensor2D, labels: Slice<Tensor>, scalars: Slice<Tensor>): void;
}

export interface PretrainingState {
  weights: NetworkWeights;
  /** The optimizer's vectors, laid out as the parameters. */
  slots: Float32Array[];
  /** Parameters of the moving average, where there is one. */
  average: Float32Array | null;
}

export class Pretraining {
  readonly network: Network;
  readonly method: PretextMethod;
  /** Finished optimizer steps. */
  step = 0;
  /** Most bytes of tensors at once so far; they peak between the forward and the backward pass. */
  bytesPeak = 0;
  /** What the loss compares with, where the method wants a moving average of the network. */
  private readonly average: AveragedNetwork | null;
  private readonly optimizer: Optimizer;
  private readonly slots: NamedVector[];
  private readonly sampler: BatchSampler;
  private readonly images: DeviceImages;
  private readonly sheet: StepSheet;

  constructor(
    private readonly experiment: Experiment,
    private readonly dataset: Dataset,
    private readonly companion: Companion | null,
  ) {
    this.method = pretextMethod(experiment.method);
    const firstTask = dataset.tasks[0]!;
    this.sampler = batchSampler(dataset.train.labels[firstTask.name]!, experiment);
    const shape = networkShape(experiment, firstTask.classNames.length);
    this.network = new Network(shape, experiment.seed);
    this.average = methodNetworks[experiment.method].target === 'average' ? new AveragedNetwork(shape, experiment.seed) : null;
    const { entries } = this.network.parameters;
    this.optimizer = optimizerOf(experiment, entries);
    this.slots = Array.from({ length: this.optimizer.slots }, () => zerosOf(entries));
    this.images = new DeviceImages(dataset.train, experiment.batch);
    this.sheet = new StepSheet(experiment.batch, dataset.tasks.length);
  }

  /** Writes down what the next step is about, and counts it. Then comes `compute`, once. */
  begin(): void {
    const indices = this.sampler.indices(this.step);
    const [first, second] = [0, 1].map((view) => packViews(drawViews(this.experiment, indices.length, this.step, view as 0 | 1)));
    const places = this.images.place(indices);
    this.step++;
    const { steps, lr } = this.experiment;
    this.sheet.write({
      optimizer: this.optimizer.scalars(this.step, learningRateAt(this.step, steps, lr)),
      probe: this.companion?.scalars(this.step) ?? [],
      average: [averageShare(this.step, steps)],
      images: [...Array.from(places), ...Array.from(places)],
      labels: this.dataset.tasks.flatMap(({ name }) => Array.from(indices, (index) => this.dataset.train.labels[name]![index]!)),
      views: [...first!, ...second!],
    });
  }

  /** One optimizer step, without waiting for the device: the same work every time. Returns the loss and its terms [1 + parts]. */
  compute(): Tensor1D {
    const views = augment(this.images.pixels, this.sheet.slice('images'), this.sheet.slice('views'), this.dataset);
    const averaged = this.average?.embed(views) ?? null;
    const forward = this.network.forward(views);
    const { terms, gradient } = lossAndGradient(this.method, {
      embedding: forward.embedding,
      target: methodNetworks[this.experiment.method].target === 'itself' ? forward.projection : averaged,
      labels: () => this.labelsOfFirstTask(),
      experiment: this.experiment,
    });
    forward.embedding.dispose();
    averaged?.dispose();
    this.bytesPeak = Math.max(this.bytesPeak, bytesInUse());
    this.network.backward(forward, gradient);
    views.dispose();
    this.optimizer.update(this.network.parameters.flat, this.network.gradient.flat, this.slots.map(({ flat }) => flat), this.sheet.slice('optimizer'));
    this.average?.follow(this.network, this.sheet.slice('average'));
    this.companion?.train(forward.representation, this.sheet.slice('labels'), this.sheet.slice('probe'));
    forward.representation.dispose();
    return terms;
  }

  weights(): Promise<NetworkWeights> {
    return readWeights(this.network, this.experiment, this.step, this.dataset);
  }

  async save(): Promise<PretrainingState> {
    return {
      weights: await this.weights(),
      slots: await Promise.all(this.slots.map((slot) => slot.read())),
      average: (await this.average?.parameters.read()) ?? null,
    };
  }

  /** Throws `OtherNetwork`. */
  restore({ weights, slots, average }: PretrainingState): void {
    overwriteWeights(this.network, weights);
    this.step = weights.step;
    this.slots.forEach((slot, index) => slot.overwrite(slots[index]!));
    if (average) this.average?.parameters.overwrite(average);
  }

  dispose(): void {
    for (const owned of [this.network, this.average, this.optimizer, ...this.slots, this.images, this.sheet]) owned?.dispose();
  }

  /** [n] int32. */
  private labelsOfFirstTask(): Tensor1D {
    const { vector, offset } = this.sheet.slice('labels');
    return tf.tidy(() => tf.cast(tf.slice(vector as Tensor1D, offset, this.experiment.batch), 'int32'));
  }
}

function optimizerOf({ optimizer, decay }: Experiment, entries: readonly VectorEntry[]): Optimizer {
  switch (optimizer) {
    case 'adamw':
      return adamw({ weightDecay: decay });
    case 'sgd':
      return sgd({ weightDecay: decay });
    case 'lars':
      return lars({ weightDecay: decay }, entries);
  }
}
