import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '../random/stream';
import type { VectorEntry } from './parameters';

/** Inputs that feed one output: everything but the last axis, for filters [k, k, inputs, outputs] and matrices alike. */
function fanIn(shape: readonly number[]): number {
  return shape.slice(0, -1).reduce((product, side) => product * side, 1);
}

/**
 * Initial weights in the order of the entries. Each entry has a stream of its own, addressed by its name, so that a
 * wider last block or another projector leaves the weights of all other layers as they are.
 *
 * Filters: He-normal by fan-in (He et al. 2015, arXiv 1502.01852). Linear layers: uniform within ±1/√fan-in, as in PyTorch.
 */
export function initialWeights(entries: readonly VectorEntry[], seed: number): Float32Array {
  const total = entries.reduce((sum, { shape }) => sum + tf.util.sizeFromShape([...shape]), 0);
  const values = new Float32Array(total);
  let offset = 0;
  for (const { name, shape, initial } of entries) {
    const end = offset + tf.util.sizeFromShape([...shape]);
    if (initial === 'ones') values.fill(1, offset, end);
    if (initial === 'he-normal' || initial === 'uniform-fan-in') {
      const random = randomStream(seed, 'weights', ...nameCodes(name));
      const inputs = fanIn(shape);
      const deviation = Math.sqrt(2 / inputs);
      const bound = 1 / Math.sqrt(inputs);
      for (let index = offset; index < end; index++) {
        values[index] = initial === 'he-normal' ? deviation * random.normal() : random.between(-bound, bound);
      }
    }
    offset = end;
  }
  return values;
}

function nameCodes(name: string): number[] {
  return Array.from(name, (letter) => letter.charCodeAt(0));
}
