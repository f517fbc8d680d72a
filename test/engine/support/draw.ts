/** Random cases from fixed seeds. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Slice } from '../../../src/engine/kernels';
import { randomStream, type Random } from '../../../src/random/stream';
import type { Case } from './agreement';

export interface Draw {
  readonly random: Random;
  /** A whole number from low to high. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Normal numbers. */
  normal(shape: readonly number[], mean?: number, deviation?: number): Tensor;
  /** Multiples of `step` from −range to range: float32 computes exactly with them. */
  coarse(shape: readonly number[], range: number, step: number): Tensor;
  /** Runs of `length` numbers somewhere in a vector of `values`, in random order and with gaps between them. */
  places(count: number, length: number): { offsets: number[]; size: number };
}

export function drawFrom(seed: number): Draw {
  const random = randomStream(seed, 'subset');
  const between = (low: number, high: number) => low + random.below(high - low + 1);
  const filled = (shape: readonly number[], next: () => number) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(Float32Array.from({ length: size }, next), [...shape]);
  };
  return {
    random,
    between,
    chance: (probability) => random.uniform() < probability,
    pick: (choices) => choices[random.below(choices.length)]!,
    normal: (shape, mean = 0, deviation = 1) => filled(shape, () => mean + deviation * random.normal()),
    coarse: (shape, range, step) => filled(shape, () => step * between(-range / step, range / step)),
    places(count, length) {
      let size = random.below(4);
      const offsets = Array.from({ length: count }, () => {
        const offset = size;
        size += length + random.below(4);
        return offset;
      });
      return { offsets: random.uniform() < 0.5 ? offsets : offsets.reverse(), size: size + 1 };
    },
  };
}

/** `count` cases of one kernel. `describe` names a case by what was drawn for it; `compute` draws the same first. */
export function drawn<Given extends object>(count: number, draw: (from: Draw) => Given, compute: (given: Given, from: Draw) => Tensor[]): Map<string, Case> {
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const seed = index + 1;
      const name = `${seed} ${JSON.stringify(draw(drawFrom(seed)))}`;
      return [
        name,
        () => {
          const from = drawFrom(seed);
          return compute(draw(from), from);
        },
      ] as const;
    }),
  );
}

export function slicesIn(vector: Tensor, offsets: readonly number[], length: number): Slice<Tensor>[] {
  return offsets.map((offset) => ({ vector, offset, length }));
}
