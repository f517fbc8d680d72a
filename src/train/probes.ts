/** Both linear probes of a run and what the end of the run adds: they look at a network, they never change it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { cleanImages } from '../data/augment';
import type { Dataset, ImageSet } from '../data/dataset';
import type { LogisticTask } from '../evaluate/logistic';
import { nearestNeighbourAccuracies } from '../evaluate/nearestNeighbours';
import { OnlineProbe, type OnlineProbeState } from '../evaluate/onlineProbe';
import { refitProbe, type ProbeSet } from '../evaluate/refitProbe';
import { rankMe, singularValues, sparsity } from '../evaluate/representation';
import type { Network } from '../model/network';
import { randomStream, shuffled } from '../random/stream';
import type { ProbePlan } from './probePlan';

/** Images per inference pass: bounds memory, and lets the worker breathe in between. */
const CHUNK = 128;
/** Rows of the singular value decomposition behind RankMe; its cost grows with their cube. */
const RANKME_ROWS = 512;

export type TaskAccuracy = Record<string, number>;

export interface RepresentationReport {
  knn: TaskAccuracy;
  rankMe: number;
  sparsity: number;
}

interface Chosen {
  set: ImageSet;
  indices: Int32Array;
  tasks: LogisticTask[];
}

export class Probes {
  readonly online: OnlineProbe;
  private readonly train: Chosen;
  private readonly test: Chosen;

  constructor(
    private readonly dataset: Dataset,
    private readonly plan: ProbePlan,
    dimensions: number,
    seed: number,
    private readonly breathe: () => Promise<void>,
  ) {
    this.train = choose(dataset, dataset.train, plan.trainImages, seed, 0);
    this.test = choose(dataset, dataset.test, plan.testImages, seed, 1);
    this.online = new OnlineProbe(dimensions, dataset.tasks.map(({ classNames }) => classNames.length));
  }

  /** The online probe on the first `onlineImages` test images, after so many steps. */
  async judgeOnline(network: Network, steps: number): Promise<TaskAccuracy> {
    const few = firstOf(this.test, this.plan.onlineImages);
    const features = await this.featuresOf(network, few);
    try {
      return this.named(await this.online.evaluate(features, few.tasks, steps));
    } finally {
      features.dispose();
    }
  }

  /** A fresh refit probe, and the online probe on the same test features. With `final`, the rest of the report too. */
  async judge(network: Network, steps: number, final: boolean): Promise<{ refit: TaskAccuracy; online: TaskAccuracy; report?: RepresentationReport }> {
    const features: Tensor2D[] = [];
    try {
      for (const chosen of [this.train, this.test]) features.push(await this.featuresOf(network, chosen));
      const train: ProbeSet = { features: features[0]!, tasks: this.train.tasks };
      const test: ProbeSet = { features: features[1]!, tasks: this.test.tasks };
      const refit = this.named(await refitProbe(train, test));
      const online = this.named(await this.online.evaluate(test.features, test.tasks, steps));
      return final ? { refit, online, report: await this.report(train, test) } : { refit, online };
    } finally {
      for (const tensor of features) tensor.dispose();
    }
  }

  save(): Promise<OnlineProbeState> {
    return this.online.save();
  }

  dispose(): void {
    this.online.dispose();
  }

  private async report(train: ProbeSet, test: ProbeSet): Promise<RepresentationReport> {
    const knn = await nearestNeighbourAccuracies(train.features, train.tasks, test.features, test.tasks);
    const rows = Math.min(RANKME_ROWS, test.features.shape[0]);
    const few: Tensor2D = tf.slice(test.features, [0, 0], [rows, -1]);
    const singular = await singularValues(few);
    few.dispose();
    return { knn: this.named(knn), rankMe: rankMe(singular), sparsity: await sparsity(test.features) };
  }

  /** [images, D] of clean images in inference mode. */
  private async featuresOf(network: Network, { set, indices }: Chosen): Promise<Tensor2D> {
    const pieces: Tensor2D[] = [];
    try {
      for (let from = 0; from < indices.length; from += CHUNK) {
        pieces.push(
          tf.tidy(() => network.represent(cleanImages(set.pixels, indices.subarray(from, from + CHUNK), this.dataset))),
        );
        await this.breathe();
      }
      return pieces.length === 1 ? tf.clone(pieces[0]!) : tf.concat2d(pieces, 0);
    } finally {
      for (const piece of pieces) piece.dispose();
    }
  }

  private named(shares: readonly number[]): TaskAccuracy {
    return Object.fromEntries(this.dataset.tasks.map(({ name }, task) => [name, shares[task]!]));
  }
}

/** A random choice of images that depends on the seed alone; `part` tells training from test images. */
function choose({ tasks }: Dataset, set: ImageSet, count: number, seed: number, part: number): Chosen {
  const indices = shuffled(set.count, randomStream(seed, 'probe', part)).slice(0, count);
  return {
    set,
    indices,
    tasks: tasks.map(({ name, classNames }) => ({
      labels: Uint8Array.from(indices, (index) => set.labels[name]![index]!),
      classes: classNames.length,
    })),
  };
}

function firstOf({ set, indices, tasks }: Chosen, count: number): Chosen {
  return {
    set,
    indices: indices.subarray(0, count),
    tasks: tasks.map(({ labels, classes }) => ({ labels: labels.subarray(0, count), classes })),
  };
}
