/** Every variant of the kernels that are products of matrices, on a WebGPU adapter, against their definition. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Filter, FilterSize, Kernels, Slice, Stride } from '../../src/engine/kernels/kernels';
import { valuesOf } from '../../src/engine/kernels/plainArrays';
import { plainKernels } from '../../src/engine/kernels/plain';
import { CANDIDATES, type Tuned } from '../../src/engine/webgpu/candidates';
import * as webgpu from '../../src/engine/webgpu/convolutions';
import { webgpuBackend } from '../../src/engine/webgpu/dispatch';
import { currentTuning, defaultTuning, measureTuning, useTuning } from '../../src/engine/webgpu/tuning';
import { randomStream, type Random } from '../../src/random/stream';
import { missingWebGpu, startWebGpuInNode } from '../support/dawn';

(globalThis as { navigator?: object }).navigator ??= {};
const missing = await missingWebGpu();

/** Per kernel; each is run by every candidate. */
const SHAPES = 45;

/** A kernel called with arrays of its own, and the tensors that it makes or changes. */
type Case = (kernels: Pick<Kernels, Tuned>) => TensorInfo;

interface Drawn {
  random: Random;
  between: (low: number, high: number) => number;
  oneOf: <Choice>(...choices: Choice[]) => Choice;
}

function drawnFrom(...counters: number[]): Drawn {
  const random = randomStream(11, 'subset', ...counters);
  const between = (low: number, high: number) => low + random.below(high - low + 1);
  return { random, between, oneOf: (...choices) => choices[random.below(choices.length)]! };
}

function noise({ random }: Drawn, shape: number[]): Float32Array {
  return Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, () => random.normal());
}

/** A filter in a vector that holds NaN wherever the filter has no weight. */
function drawFilter(drawn: Drawn): { place: Omit<Filter, 'vector'>; values: Float32Array } {
  const size = drawn.oneOf<FilterSize>(1, 3);
  // Few kinds, since each combination of what divides by four is a pipeline.
  const [inputs, outputs, aligned] = drawn.oneOf<[number, number, boolean]>(
    [4 * drawn.between(1, 5), 4 * drawn.between(1, 5), true],
    [drawn.oneOf(1, 3, 7, 18), drawn.oneOf(1, 2, 6, 17), false],
  );
  const rowStride = outputs + (aligned ? 4 : 1) * drawn.between(0, 2);
  const offset = aligned ? 4 * drawn.between(0, 2) : drawn.between(0, 5);
  const rows = size * size * inputs;
  const values = new Float32Array(offset + rows * rowStride + 3).fill(NaN);
  for (let row = 0; row < rows; row++) values.set(noise(drawn, [outputs]), offset + row * rowStride);
  return { place: { offset, size, inputs, outputs, rowStride }, values };
}

/** A map [images, height, width] and a stride. */
function drawMap(drawn: Drawn): { map: [number, number, number]; outMap: [number, number, number]; stride: Stride } {
  const stride = drawn.oneOf<Stride>(1, 2);
  const map: [number, number, number] = [drawn.between(1, 3), drawn.between(1, 11), drawn.oneOf(1, 3, 4, 7, 8, 9, 13)];
  return { map, outMap: [map[0], Math.ceil(map[1] / stride), Math.ceil(map[2] / stride)], stride };
}

const casesOf: Record<Tuned, (drawn: Drawn) => Case> = {
  convolve(drawn) {
    const { place, values } = drawFilter(drawn);
    const { map, stride } = drawMap(drawn);
    const x = noise(drawn, [...map, place.inputs]);
    const biasAt = drawn.between(0, 3);
    const bias = drawn.oneOf(null, noise(drawn, [biasAt + place.outputs]));
    return ({ convolve }) => {
      const slice: Slice | null = bias && { vector: tf.tensor1d(bias), offset: biasAt, length: place.outputs };
      return convolve(tf.tensor(x, [...map, place.inputs]), { ...place, vector: tf.tensor1d(values) }, stride, slice);
    };
  },
  convolveInputGradient(drawn) {
    const { place, values } = drawFilter(drawn);
    const { map, outMap, stride } = drawMap(drawn);
    const dy = noise(drawn, [...outMap, place.outputs]);
    const addTo = drawn.oneOf(null, noise(drawn, [...map, place.inputs]));
    return ({ convolveInputGradient }) => {
      const sum = addTo && tf.tensor(addTo, [...map, place.inputs]);
      const filter = { ...place, vector: tf.tensor1d(values) };
      const dx = convolveInputGradient(tf.tensor(dy, [...outMap, place.outputs]), filter, stride, [map[1], map[2]], sum);
      expect(dx === null).toBe(addTo !== null);
      return dx ?? sum!;
    };
  },
  convolveFilterGradient(drawn) {
    const { place, values } = drawFilter(drawn);
    const { map, outMap, stride } = drawMap(drawn);
    const x = noise(drawn, [...map, place.inputs]);
    const dy = noise(drawn, [...outMap, place.outputs]);
    return ({ convolveFilterGradient }) => {
      const vector = tf.tensor1d(values);
      convolveFilterGradient(tf.tensor(x, [...map, place.inputs]), tf.tensor(dy, [...outMap, place.outputs]), stride, { ...place, vector });
      return vector;
    };
  },
  multiply(drawn) {
    const [rows, inner, columns] = [drawn.between(1, 70), drawn.oneOf(1, 3, 8, 17, 36, 64), drawn.oneOf(1, 4, 10, 33, 68)];
    const [transposeA, transposeB] = [drawn.oneOf(false, true), drawn.oneOf(false, true)];
    const [a, b] = [noise(drawn, [rows, inner]), noise(drawn, [inner, columns])];
    return ({ multiply }) =>
      multiply(tf.tensor(a, transposeA ? [inner, rows] : [rows, inner]), tf.tensor(b, transposeB ? [columns, inner] : [inner, columns]), transposeA, transposeB);
  },
};

function cases(kernel: Tuned): Case[] {
  return Array.from({ length: SHAPES }, (_, index) => casesOf[kernel](drawnFrom(Object.keys(casesOf).indexOf(kernel), index)));
}

async function expectedOf(kernel: Tuned): Promise<Float32Array[]> {
  await tf.setBackend('cpu');
  return cases(kernel).map((one) => Float32Array.from(valuesOf(one(plainKernels))));
}

async function actualOf(kernel: Tuned): Promise<Float32Array[]> {
  await tf.setBackend('webgpu');
  const results = cases(kernel).map((one) => one(webgpu));
  return (await Promise.all(results.map(({ dataId }) => webgpuBackend().read(dataId)))) as Float32Array[];
}

/** The largest difference by the size of what it differs from; NaN where only one of both is. */
function worst(actual: Float32Array, expected: Float32Array): number {
  if (actual.length !== expected.length) return Infinity;
  return actual.reduce((most, value, at) => {
    const should = expected[at]!;
    if (Number.isNaN(value) && Number.isNaN(should)) return most;
    const difference = Math.abs(value - should) / (1 + Math.abs(should));
    return Number.isNaN(difference) ? Infinity : Math.max(most, difference);
  }, 0);
}

describe.skipIf(missing)(`products of matrices in WGSL${missing ? `: ${missing}` : ''}`, () => {
  beforeAll(() => startWebGpuInNode());

  describe.each(Object.keys(CANDIDATES) as Tuned[])('%s', (kernel) => {
    let expected: Float32Array[];
    beforeAll(async () => {
      expected = await expectedOf(kernel);
    });

    test.each(Object.keys(CANDIDATES[kernel]))('%s computes what is defined, twice alike', async (id) => {
      useTuning({ ...defaultTuning(false), [kernel]: id });
      expect(currentTuning()[kernel]).toBe(id);
      const actual = await actualOf(kernel);
      actual.forEach((values, index) => expect(worst(values, expected[index]!), `shape ${index}`).toBeLessThan(1e-4));
      expect(await actualOf(kernel)).toEqual(actual);
    });
  });

  test('unknown variants give way to the default', () => {
    useTuning({ ...defaultTuning(true), multiply: 'by hand' });
    expect(currentTuning()).toEqual({ ...defaultTuning(true), multiply: defaultTuning(false).multiply });
  });

  test('a measurement picks known variants and leaves those in use', async () => {
    await tf.setBackend('webgpu');
    useTuning(defaultTuning(true));
    const start = performance.now();
    const tuning = await measureTuning();
    console.log('tuned in', performance.now() - start, tuning);
    expect(currentTuning()).toEqual(defaultTuning(true));
    for (const kernel of Object.keys(CANDIDATES) as Tuned[]) expect(CANDIDATES[kernel]).toHaveProperty([tuning[kernel]]);
  });
});
