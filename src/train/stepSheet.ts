/**
 * All that differs between two training steps, in one small vector on the device: learning rates and their corrections, which
 * images, their labels, and what was drawn for each view. The rest of a step is the same every time and can be replayed.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { VIEW_PARAMETERS } from '../data/views';
import { kernels, type Slice } from '../engine/kernels';
import { SCALARS } from '../engine/optimizers/optimizer';

/** Each part as the numbers of one step. */
export interface StepNumbers {
  /** For the network's optimizer, at most `SCALARS`. */
  optimizer: readonly number[];
  /** For the online probe's. */
  probe: readonly number[];
  /** [1]: 1 − τ, what a moving average of the network takes over. */
  average: readonly number[];
  /** [2n]: which image each view shows. */
  images: ArrayLike<number>;
  /** Per task, then per image of the batch. */
  labels: ArrayLike<number>;
  /** [2n · 10], as `packViews` lays them out. */
  views: ArrayLike<number>;
}

type Part = keyof StepNumbers;

export class StepSheet {
  private readonly numbers: Float32Array;
  private readonly tensor: Tensor1D;
  private readonly places: Record<Part, { offset: number; length: number }>;

  constructor(images: number, tasks: number) {
    const views = 2 * images;
    const lengths: Record<Part, number> = { optimizer: SCALARS, probe: SCALARS, average: 1, images: views, labels: tasks * images, views: views * VIEW_PARAMETERS };
    let offset = 0;
    const place = (part: Part) => {
      const found = { offset, length: lengths[part] };
      offset += found.length;
      return found;
    };
    this.places = {
      optimizer: place('optimizer'),
      probe: place('probe'),
      average: place('average'),
      images: place('images'),
      labels: place('labels'),
      views: place('views'),
    };
    this.numbers = new Float32Array(offset);
    this.tensor = tf.keep(tf.tensor1d(this.numbers));
  }

  slice(part: Part): Slice<Tensor> {
    return { vector: this.tensor, ...this.places[part] };
  }

  /** Not part of a recorded step. */
  write(numbers: StepNumbers): void {
    for (const part of Object.keys(this.places) as Part[]) this.numbers.set(numbers[part] as number[], this.places[part].offset);
    kernels.overwrite(this.tensor, this.numbers);
  }

  dispose(): void {
    this.tensor.dispose();
  }
}
