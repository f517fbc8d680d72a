/**
 * What a run measures of its network: small looks while it goes, and a powered evaluation at both ends. Probes look at a network, they
 * never change it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type Dataset, IMAGE_SIDE } from '../data/dataset';
import { decode, DECODED_PICTURES, DECODER_PENALTY, originalsOf } from '../evaluate/decoder';
import { countOf } from '../evaluate/logistic';
import { nearestNeighbourAccuracies } from '../evaluate/nearestNeighbours';
import { OnlineProbe, type OnlineProbeState } from '../evaluate/onlineProbe';
import { type ProbeSet, refitRight } from '../evaluate/refitProbe';
import { firstRows, Ridge } from '../evaluate/ridge';
import { standardOf } from '../evaluate/standardize';
import { inside, INSIDE_ROWS } from '../evaluate/inside';
import type { Network } from '../model/network';
import { packBits } from './bits';
import type { EndEvaluation, Inside, Pictures, Reconstruction, TaskAccuracy } from './events';
import { chooseImages, featuresOf, firstOf, type ProbeImages, restOf } from './probeImages';
import type { ProbePlan } from './probePlan';

export interface Look {
  refit: TaskAccuracy;
  online: TaskAccuracy;
  inside: Inside;
  reconstruction: Reconstruction;
}

/** At most so many test images judge the decoder: they have 768 numbers each, which is plenty. */
const DECODED_IMAGES = 1_000;

interface Measured {
  /** Per task. */
  right: readonly Uint8Array[];
  reconstruction: Reconstruction;
}

/** Up to here the decoder's ridge regression is near enough to the curvature of a probe, whose own penalty comes to a third; beyond, the probe makes its own. */
const MOST_SHARED_PENALTY = 1;

/** Images of a part and their features, whose first ones are those of a look. */
interface Seen extends ProbeSet {
  images: ProbeImages;
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
    this.train = chooseImages(dataset, 'train', plan.ends.trainImages, seed);
    this.test = chooseImages(dataset, 'test', plan.ends.testImages, seed);
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

  /** The test images that reconstructions show. */
  get originals(): Pictures {
    const count = Math.min(DECODED_PICTURES, this.test.indices.length);
    return { side: IMAGE_SIDE, count, pixels: originalsOf({ pixels: this.test.set.pixels, indices: this.test.indices }, count) };
  }

  /** A fresh refit probe, a look inside, what a linear decoder rebuilds, and the online probe on the same test features. */
  async judge(network: Network, steps: number): Promise<Look> {
    const { train, test } = await this.lookAt(network);
    try {
      return await this.look(test, await this.measure(train, test), steps);
    } finally {
      train.features.dispose();
      test.features.dispose();
    }
  }

  /**
   * At an end of a run: a look like all others, which is told as soon as it is there, then the evaluation on all images of the ends,
   * of which the look's are the first. The k-nearest-neighbour vote is of the look's images, since it costs as much as all else.
   */
  async judgeEnd(network: Network, steps: number, tell: (look: Look & { knn: TaskAccuracy }) => void): Promise<EndEvaluation> {
    const { train, test } = await this.lookAt(network);
    try {
      const knn = this.named(await nearestNeighbourAccuracies(train.features, train.tasks, test.features, test.tasks));
      const few = await this.measure(train, test);
      tell({ ...(await this.look(test, few, steps)), knn });
      await this.breathe();
      // A very short run has no more images for its ends.
      const isWhole = (await this.extend(train, this.train, network)) + (await this.extend(test, this.test, network)) === 0;
      return this.evaluationOf(train, test, isWhole ? few : await this.measure(train, test));
    } finally {
      train.features.dispose();
      test.features.dispose();
    }
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

  /** Which test images a refit probe has right, and what a linear decoder rebuilds of the first of them. */
  private async measure(train: Seen, test: Seen): Promise<Measured> {
    return this.withRidge(train, async (ridge) => {
      const right = await refitRight(train, test, ridge.penalty <= MOST_SHARED_PENALTY ? ridge : undefined);
      await this.breathe();
      const few = firstFeatures(test.features, DECODED_IMAGES);
      try {
        return { right, reconstruction: await decode(ridge, pixelsOf(train), few, pixelsOf(test)) };
      } finally {
        few.dispose();
      }
    });
  }

  private async look(test: Seen, { right, reconstruction }: Measured, steps: number): Promise<Look> {
    return {
      refit: this.named(right.map((ones) => countOf(ones) / ones.length)),
      online: this.online ? this.named(await this.online.evaluate(test.features, test.tasks, steps)) : {},
      inside: await insideOf(test.features),
      reconstruction,
    };
  }

  private evaluationOf(train: Seen, test: Seen, { right, reconstruction }: Measured): EndEvaluation {
    return {
      trainImages: train.images.indices.length,
      testImages: test.images.indices.length,
      correct: this.named(right.map(countOf)),
      right: this.named(right.map(packBits)),
      reconstruction,
    };
  }

  private async withRidge<Result>({ features }: Seen, measure: (ridge: Ridge) => Promise<Result>): Promise<Result> {
    const rows = firstRows(features);
    const count = rows.shape[0];
    const standard = await standardOf(rows).finally(() => rows.dispose());
    const ridge = await Ridge.of(features, standard, DECODER_PENALTY / count);
    try {
      await this.breathe();
      return await measure(ridge);
    } finally {
      ridge.dispose();
    }
  }

  /** The first images of both parts. */
  private async lookAt(network: Network): Promise<{ train: Seen; test: Seen }> {
    const { looks } = this.plan;
    const [train, test] = [firstOf(this.train, looks.trainImages), firstOf(this.test, looks.testImages)];
    const features = await this.featuresOf(network, train);
    try {
      return {
        train: { images: train, tasks: train.tasks, features },
        test: { images: test, tasks: test.tasks, features: await this.featuresOf(network, test) },
      };
    } catch (error) {
      features.dispose();
      throw error;
    }
  }

  /** From the images of a look to all, whose features are added; resolves to how many came. */
  private async extend(seen: Seen, images: ProbeImages, network: Network): Promise<number> {
    const rest = restOf(images, seen.images.indices.length);
    if (rest.indices.length > 0) {
      const more = await this.featuresOf(network, rest);
      const first = seen.features;
      seen.features = tf.concat2d([first, more], 0);
      first.dispose();
      more.dispose();
    }
    seen.images = images;
    seen.tasks = images.tasks;
    return rest.indices.length;
  }

  /** [images, D] of clean images in inference mode. */
  private async featuresOf(network: Network, images: ProbeImages): Promise<Tensor2D> {
    const [representation] = await featuresOf((batch) => [network.represent(batch)], images, this.dataset, this.breathe);
    return representation!;
  }

  private named<Value>(values: readonly Value[]): Readonly<Record<string, Value>> {
    return namedTasks(this.dataset, values);
  }
}

/** Of the first rows only, which bounds the time. */
async function insideOf(features: Tensor2D): Promise<Inside> {
  const rows = firstFeatures(features, INSIDE_ROWS);
  try {
    return await inside(rows);
  } finally {
    rows.dispose();
  }
}

function firstFeatures(features: Tensor2D, most: number): Tensor2D {
  return tf.slice(features, [0, 0], [Math.min(most, features.shape[0]), -1]);
}

function pixelsOf({ images: { set, indices } }: Seen): { pixels: Uint8Array; indices: Int32Array } {
  return { pixels: set.pixels, indices };
}

/** Values in the order of the data set's tasks, by name. */
export function namedTasks<Value>({ tasks }: Dataset, values: readonly Value[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(tasks.map(({ name }, task) => [name, values[task]!]));
}
