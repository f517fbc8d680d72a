/**
 * Which images make up the mini-batch of a step. Stateless: the batch of step 700 can be asked for without the
 * batches before it, so a resumed run sees what an uninterrupted one would have seen.
 */
import type { Experiment } from '../experiment/fields';
import { randomStream, shuffled, type Random } from '../random/stream';

export interface BatchOptions {
  sampling: Experiment['sampling'];
  /** Images per batch. */
  batch: number;
  seed: number;
}

export interface BatchSampler {
  /** Indices of the images of a step, [batch]; steps count from 0. */
  indices(step: number): Int32Array;
}

/** Two-class batches were asked for, but the images show fewer than two classes. */
export class TooFewClasses extends Error {
  override name = 'TooFewClasses';
  constructor(found: number) {
    super(
      `Two-class mini-batches need images of at least two classes, and these images show ${found}. ` +
        'Choose balanced mini-batches, or add files with more classes.',
    );
  }
}

/** `labels` are those of the data set's first task, one per training image. */
export function batchSampler(labels: Uint8Array, options: BatchOptions): BatchSampler {
  return options.sampling === 'two-class' ? twoClassSampler(labels, options) : balancedSampler(labels.length, options);
}

/**
 * Every image once per epoch, in an order that is drawn anew for each epoch. Batches follow each other through the
 * epochs without a gap, so one may end an epoch and begin the next, or span several where it exceeds the images.
 */
function balancedSampler(count: number, { batch, seed }: BatchOptions): BatchSampler {
  let keptEpoch = -1;
  let keptOrder = new Int32Array(0);
  function orderOf(epoch: number): Int32Array {
    if (epoch !== keptEpoch) {
      keptOrder = shuffled(count, randomStream(seed, 'order', epoch)) as Int32Array<ArrayBuffer>;
      keptEpoch = epoch;
    }
    return keptOrder;
  }
  return {
    indices(step) {
      const indices = new Int32Array(batch);
      for (let slot = 0; slot < batch; slot++) {
        const position = step * batch + slot;
        indices[slot] = orderOf(Math.floor(position / count))[position % count]!;
      }
      return indices;
    },
  };
}

/** Half of each batch from one class, half from another; both classes are drawn anew for every step. */
function twoClassSampler(labels: Uint8Array, { batch, seed }: BatchOptions): BatchSampler {
  const classes = imagesByClass(labels);
  if (classes.length < 2) throw new TooFewClasses(classes.length);
  return {
    indices(step) {
      const random = randomStream(seed, 'order', step);
      const first = random.below(classes.length);
      const second = (first + 1 + random.below(classes.length - 1)) % classes.length;
      const indices = new Int32Array(batch);
      const half = Math.ceil(batch / 2);
      drawInto(indices.subarray(0, half), classes[first]!, random);
      drawInto(indices.subarray(half), classes[second]!, random);
      return indices;
    },
  };
}

/** Members of every class that has any. */
function imagesByClass(labels: Uint8Array): Int32Array[] {
  const members: number[][] = [];
  labels.forEach((label, image) => (members[label] ??= []).push(image));
  return members.filter(Boolean).map((images) => Int32Array.from(images));
}

/** Fills `target` from `members` without replacement; only where it asks for more than there are, members come again. */
function drawInto(target: Int32Array, members: Int32Array, random: Random): void {
  for (let filled = 0; filled < target.length; filled += members.length) {
    const order = shuffled(members.length, random);
    const take = Math.min(members.length, target.length - filled);
    for (let index = 0; index < take; index++) target[filled + index] = members[order[index]!]!;
  }
}
