/** Holds the WebGPU kernels against the plain ones, many cases at a time. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { startPlain } from '../../support/plain';
import { startTrainingOnWebGpu } from '../../support/webgpu';

/** Makes the same tensors at every call, on whichever backend is in use, and returns what is to agree. */
export type Case = () => Tensor[];

/** In units of the largest number of a tensor, or of the least scale: what is 0 by symmetry is only rounding. */
const TOLERANCE = 1e-4;
const LEAST_SCALE = 0.01;

/** Asks for all, then reads all: a read-back waits for the device. */
async function resultsOf(cases: readonly Case[]): Promise<Float32Array[][]> {
  const asked = cases.map((compute) => tf.tidy(compute));
  const results = await Promise.all(asked.map((tensors) => Promise.all(tensors.map((tensor) => tensor.data() as Promise<Float32Array>))));
  tf.dispose(asked);
  return results;
}

/** Largest difference, in units of what is allowed; infinite where something is no number. */
function excessOf(actual: Float32Array, expected: Float32Array): number {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), LEAST_SCALE);
  return expected.reduce((worst, right, index) => {
    const error = Math.abs(actual[index]! - right) / (TOLERANCE * scale);
    return Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }, 0);
}

function bitsOf(results: Float32Array[][]): Uint32Array[] {
  return results.flat().map(({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length));
}

/** Tests named cases of one kernel: that they agree with the plain kernels, and that a second run gives the same bits. */
export function describeAgreement(kernel: string, cases: ReadonlyMap<string, Case>, missing: string | null): void {
  describe.skipIf(missing !== null)(`${kernel}, ${cases.size} cases`, () => {
    test('agrees with the plain kernel, and gives the same bits twice', async () => {
      const computing = [...cases.values()];
      await startPlain();
      const expected = await resultsOf(computing);
      await startTrainingOnWebGpu();
      const actual = await resultsOf(computing);
      [...cases.keys()].forEach((name, at) => {
        expect(actual[at]!.map(({ length }) => length), name).toEqual(expected[at]!.map(({ length }) => length));
        expected[at]!.forEach((right, index) => expect(excessOf(actual[at]![index]!, right), `${name}, result ${index}`).toBeLessThanOrEqual(1));
      });
      expect(bitsOf(await resultsOf(computing))).toEqual(bitsOf(actual));
    });
  });
}
