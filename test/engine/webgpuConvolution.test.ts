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
import { compiled, webgpuBackend } from '../../src/engine/webgpu/dispatch';
import { currentTuning, defaultTuning, isTuning, measureTuning, useTuning } from '../../src/engine/webgpu/tuning';
import { randomStream, type Random } from '../../src/random/stream';
import { missingWebGpu, startWebGpuInNode } from '../support/dawn';

const missing = await missingWebGpu();


/** A kernel called with arrays of its own, and the tensors that it makes or changes. */
type Case = (kernels: Pick<Kernels, Tuned>) => TensorInfo;

/**
 * Which numbers of channels are drawn, since each combination of what divides by four and what is wider than half a tile is a
 * pipeline: wide ones; also narrow ones and odd ones; also those of a first layer.
 */
type Kinds = 'wide' | 'most' | 'all';

/** Shapes per kernel and candidate: as many as there is to tell apart. */
const shapesOf: Record<Kinds, number> = { wide: 24, most: 40, all: 70 };

interface Drawn {
  random: Random;
  kinds: Kinds;
  between: (low: number, high: number) => number;
  oneOf: <Choice>(...choices: Choice[]) => Choice;
}

function drawnFrom(kinds: Kinds, ...counters: number[]): Drawn {
  const random = randomStream(11, 'subset', ...counters);
  const between = (low: number, high: number) => low + random.below(high - low + 1);
  return { random, kinds, between, oneOf: (...choices) => choices[random.below(choices.length)]! };
}

function noise({ random }: Drawn, shape: number[]): Float32Array {
  return Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, () => random.normal());
}

/** A filter in a vector that holds NaN wherever the filter has no weight, a map [images, height, width] for it, and a stride. */
function drawLayer(drawn: Drawn): { place: Omit<Filter, 'vector'>; values: Float32Array; map: number[]; outMap: number[]; stride: Stride } {
  const { kinds, between, oneOf } = drawn;
  const kind = kinds === 'wide' ? 'wide' : oneOf('wide', 'narrow', 'odd', kinds === 'all' ? 'first' : 'odd');
  const size = kind === 'first' ? 3 : oneOf<FilterSize>(1, 3);
  const stride = kind === 'first' ? 1 : kind === 'odd' ? (size === 3 ? 2 : 1) : oneOf<Stride>(1, 2);
  const channels = { wide: () => 36, narrow: () => 4 * between(1, 5), odd: () => oneOf(1, 2, 3, 7, 18), first: () => 3 };
  const inputs = channels[kind]();
  const outputs = kind === 'first' ? channels.narrow() : channels[kind]();
  const step = outputs % 4 === 0 ? 4 : 1;
  const [rowStride, offset] = [outputs + step * between(0, 2), step * between(0, 2)];
  const rows = size * size * inputs;
  const values = new Float32Array(offset + rows * rowStride + 3).fill(NaN);
  for (let row = 0; row < rows; row++) values.set(noise(drawn, [outputs]), offset + row * rowStride);
  const map = [between(1, 2), between(1, 5), oneOf(1, 3, 4, 7, 8, 9, 13)];
  const outMap = [map[0]!, Math.ceil(map[1]! / stride), Math.ceil(map[2]! / stride)];
  return { place: { offset, size, inputs, outputs, rowStride }, values, map, outMap, stride };
}

const casesOf: Record<Tuned, (drawn: Drawn) => Case> = {
  convolve(drawn) {
    const { place, values, map, stride } = drawLayer(drawn);
    const x = noise(drawn, [...map, place.inputs]);
    const biasAt = drawn.between(0, 3);
    const bias = place.size === 3 && place.inputs % 4 === 0 ? null : noise(drawn, [biasAt + place.outputs]);
    return ({ convolve }) => {
      const slice: Slice | null = bias && { vector: tf.tensor1d(bias), offset: biasAt, length: place.outputs };
      return convolve(tf.tensor(x, [...map, place.inputs]), { ...place, vector: tf.tensor1d(values) }, stride, slice);
    };
  },
  convolveInputGradient(drawn) {
    const { place, values, map, outMap, stride } = drawLayer(drawn);
    const dy = noise(drawn, [...outMap, place.outputs]);
    const sum = noise(drawn, [...map, place.inputs]);
    const addTo = place.inputs % 4 > 0 ? sum : place.size === 3 && stride === 1 ? null : drawn.oneOf(null, sum);
    return ({ convolveInputGradient }) => {
      const into = addTo && tf.tensor(addTo, [...map, place.inputs]);
      const filter = { ...place, vector: tf.tensor1d(values) };
      const dx = convolveInputGradient(tf.tensor(dy, [...outMap, place.outputs]), filter, stride, [map[1]!, map[2]!], into);
      expect(dx === null).toBe(addTo !== null);
      return dx ?? into!;
    };
  },
  convolveFilterGradient(drawn) {
    const { place, values, map, outMap, stride } = drawLayer(drawn);
    const x = noise(drawn, [...map, place.inputs]);
    const dy = noise(drawn, [...outMap, place.outputs]);
    return ({ convolveFilterGradient }) => {
      const vector = tf.tensor1d(values);
      convolveFilterGradient(tf.tensor(x, [...map, place.inputs]), tf.tensor(dy, [...outMap, place.outputs]), stride, { ...place, vector });
      return vector;
    };
  },
  multiply(drawn) {
    const inQuads = drawn.kinds === 'wide' || drawn.oneOf(false, true);
    const [rows, inner, columns] = inQuads
      ? [4 * drawn.between(1, 17), drawn.oneOf(4, 8, 36), drawn.oneOf(36, 68)]
      : [drawn.oneOf(1, 9, 33, 67), drawn.oneOf(1, 3, 17, 30), drawn.oneOf(1, 5, 10)];
    const [transposeA, transposeB] = [drawn.oneOf(false, true), drawn.oneOf(false, true)];
    const [a, b] = [noise(drawn, [rows, inner]), noise(drawn, [inner, columns])];
    return ({ multiply }) =>
      multiply(tf.tensor(a, transposeA ? [inner, rows] : [rows, inner]), tf.tensor(b, transposeB ? [columns, inner] : [inner, columns]), transposeA, transposeB);
  },
};

function cases(kernel: Tuned, kinds: Kinds): Case[] {
  return Array.from({ length: shapesOf[kinds] }, (_, index) => casesOf[kernel](drawnFrom(kinds, Object.keys(casesOf).indexOf(kernel), index)));
}

async function expectedOf(kernel: Tuned, kinds: Kinds): Promise<Float32Array[]> {
  await tf.setBackend('cpu');
  return cases(kernel, kinds).map((one) => Float32Array.from(valuesOf(one(plainKernels))));
}

/** Compiling one after the other, as dispatches need pipelines, would take most of the time. */
async function compileFor(all: readonly Case[]): Promise<void> {
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  for (const one of all) one(webgpu);
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  await compiled();
}

async function actualOf(kernel: Tuned, kinds: Kinds): Promise<Float32Array[]> {
  await tf.setBackend('webgpu');
  const all = cases(kernel, kinds);
  await compileFor(all);
  const results = all.map((one) => one(webgpu));
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
    test.each(Object.keys(CANDIDATES[kernel]))('%s computes what is defined, twice alike', async (id) => {
      // What is read and how does not depend on the tile, so one of them is enough for most kinds.
      const kinds: Kinds = id.startsWith('registers') ? 'all' : id === 'workgroup 64×64' ? 'most' : 'wide';
      const expected = await expectedOf(kernel, kinds);
      useTuning({ ...defaultTuning(false), [kernel]: id });
      expect(currentTuning()[kernel]).toBe(id);
      const actual = await actualOf(kernel, kinds);
      actual.forEach((values, index) => expect(worst(values, expected[index]!), `shape ${index}`).toBeLessThan(1e-4));
      expect(await actualOf(kernel, kinds)).toEqual(actual);
    });
  });

  test('what an older version or another hand left behind is no tuning', () => {
    expect(isTuning(defaultTuning(true))).toBe(true);
    for (const kept of [undefined, null, 'registers', {}, { ...defaultTuning(true), multiply: 'by hand' }]) expect(isTuning(kept)).toBe(false);
  });

  test('a measurement picks known variants and leaves those in use', async () => {
    await tf.setBackend('webgpu');
    useTuning(defaultTuning(true));
    const tuning = await measureTuning();
    expect(currentTuning()).toEqual(defaultTuning(true));
    for (const kernel of Object.keys(CANDIDATES) as Tuned[]) expect(CANDIDATES[kernel]).toHaveProperty([tuning[kernel]]);
  });
});
