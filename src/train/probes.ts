/** What a run measures of its network while it goes and at its end: both linear probes, a look inside. Probes look at a network, they never change it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Dataset } from '../data/dataset';
import { nearestNeighbourAccuracies } from '../evaluate/nearestNeighbours';
import { OnlineProbe, type OnlineProbeState } from '../evaluate/onlineProbe';
import { refitProbe, type ProbeSet } from '../evaluate/refitProbe';
import { inside, INSIDE_ROWS } from '../evaluate/inside';
import type { Network } from '../model/network';
import type { Inside, TaskAccuracy } from './events';
import { chooseImages, featuresOf, firstOf, type ProbeImages } from './probeImages';
import type { ProbePlan } from './probePlan';

export interface Look {
  refit: TaskAccuracy;
  online: TaskAccuracy;
  inside: Inside;
}

export class Probes {
  /** Null in transfer: the images of a training step carry no labels of the probed tasks. */
  readonly online: OnlineProbe | null;
  private readonly train: ProbeImages;
  private readonly test: ProbeImages;

  /** `dataset`: the images that judge. `trainsAlong`: whether training steps see them too. */
  constructor(
    private readonly dataset: Dataset,
    private readonly plan: ProbePlan,
    dimensions: number,
    seed: number,
    trainsAlong: boolean,
    private readonly breathe: () => Promise<void>,
  ) {
    this.train = chooseImages(dataset, 'train', plan.trainImages, seed);
    this.test = chooseImages(dataset, 'test', plan.testImages, seed);
    this.online = trainsAlong ? new OnlineProbe(dimensions, dataset.tasks.map(({ classNames }) => classNames.length)) : null;
  }

  /** The online probe on the first `onlineImages` test images, after so many steps. */
  async judgeOnline(network: Network, steps: number): Promise<TaskAccuracy> {
    if (!this.online) return {};
    const few = firstOf(this.test, this.plan.onlineImages);
    const features = await this.featuresOf(network, few);
    try {
      return this.named(await this.online.evaluate(features, few.tasks, steps));
    } finally {
      features.dispose();
    }
  }

  /** A fresh refit probe, a look inside, and the online probe on the same test features. */
  judge(network: Network, steps: number): Promise<Look> {
    return this.withFeatures(network, (train, test) => this.look(train, test, steps));
  }

  /** The same, and the k-nearest-neighbour vote, which only the end of a run takes. */
  judgeFinally(network: Network, steps: number): Promise<Look & { knn: TaskAccuracy }> {
    return this.withFeatures(network, async (train, test) => {
      const knn = this.named(await nearestNeighbourAccuracies(train.features, train.tasks, test.features, test.tasks));
      return { ...(await this.look(train, test, steps)), knn };
    });
  }

  async save(): Promise<OnlineProbeState | null> {
    return this.online ? this.online.save() : null;
  }

  restore(state: OnlineProbeState | null): void {
    if (state) this.online?.restore(state);
  }

  dispose(): void {
    this.online?.dispose();
  }

  private async look(train: ProbeSet, test: ProbeSet, steps: number): Promise<Look> {
    return {
      refit: this.named(await refitProbe(train, test)),
      online: this.online ? this.named(await this.online.evaluate(test.features, test.tasks, steps)) : {},
      inside: await insideOf(test.features),
    };
  }

  private async withFeatures<Result>(network: Network, measure: (train: ProbeSet, test: ProbeSet) => Promise<Result>): Promise<Result> {
    const features: Tensor2D[] = [];
    try {
      for (const images of [this.train, this.test]) features.push(await this.featuresOf(network, images));
      return await measure({ features: features[0]!, tasks: this.train.tasks }, { features: features[1]!, tasks: this.test.tasks });
    } finally {
      for (const tensor of features) tensor.dispose();
    }
  }

  /** [images, D] of clean images in inference mode. */
  private async featuresOf(network: Network, images: ProbeImages): Promise<Tensor2D> {
    const [representation] = await featuresOf((batch) => [network.represent(batch)], images, this.dataset, this.breathe);
    return representation!;
  }

  private named(shares: readonly number[]): TaskAccuracy {
    return namedTasks(this.dataset, shares);
  }
}

/** Of the first rows only, which bounds the time. */
async function insideOf(features: Tensor2D): Promise<Inside> {
  const rows: Tensor2D = tf.slice(features, [0, 0], [Math.min(INSIDE_ROWS, features.shape[0]), -1]);
  try {
    return await inside(rows);
  } finally {
    rows.dispose();
  }
}

/** Shares in the order of the data set's tasks, by name. */
export function namedTasks({ tasks }: Dataset, shares: readonly number[]): TaskAccuracy {
  return Object.fromEntries(tasks.map(({ name }, task) => [name, shares[task]!]));
}
