/** The definitions of the kernels against PyTorch's float64 results (test/reference/vectors). */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { kernels, type Filter, type FilterSize, type Slice, type Stride } from '../../src/engine/kernels';
import { plainView } from '../../src/engine/kernels/plainAugment';
import { worstOf } from '../reference/check';
import { toTensor, type StoredTensor } from '../reference/tensors';
import { startPlain } from '../support/plain';

function casesOf<Case>(file: string): Case[] {
  const url = new URL(`../reference/vectors/${file}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { cases: Case[] }).cases;
}

function expectNear(quantity: string, actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  const miss = worstOf('', quantity, actual, expected);
  expect(miss.excess, JSON.stringify(miss)).toBeLessThanOrEqual(1);
}

function expectTensor(quantity: string, tensor: Tensor, expected: ArrayLike<number>): void {
  expectNear(quantity, tensor.dataSync(), expected);
}

const sliceOf = (values: readonly number[]): Slice<Tensor> => ({ vector: tf.tensor1d([...values]), offset: 0, length: values.length });

beforeAll(startPlain);

interface OptimizerCase {
  name: 'sgd' | 'adamw' | 'lars';
  config: { learningRate: number; weightDecay: number; momentum: number; nesterov: boolean; beta1: number; beta2: number; epsilon: number; trustCoefficient: number };
  start: StoredTensor[];
  steps: { gradients: StoredTensor[]; parameters: StoredTensor[] }[];
}

const flat = (tensors: readonly StoredTensor[]) => tensors.flatMap(({ data }) => data);

function segmentsOf(tensors: readonly StoredTensor[]): Tensor {
  let offset = 0;
  const rows = tensors.map(({ shape, data }) => [(offset += data.length) - data.length, data.length, Number(shape.length > 1)]);
  return tf.tensor2d(rows, undefined, 'int32');
}

/** One step of an optimizer, in place. */
function optimizerOf({ name, config, start }: OptimizerCase, parameters: Tensor): (gradient: Tensor, step: number) => void {
  const { learningRate, beta1, beta2 } = config;
  const [first, second, segments] = [tf.zerosLike(parameters), tf.zerosLike(parameters), segmentsOf(start)];
  switch (name) {
    case 'sgd':
      return (gradient) => kernels.sgd(parameters, gradient, first, config, sliceOf([learningRate]));
    case 'adamw':
      return (gradient, step) => {
        const corrections = [1 / (1 - beta1 ** step), 1 / Math.sqrt(1 - beta2 ** step)];
        kernels.adamw(parameters, gradient, first, second, config, sliceOf([learningRate, ...corrections]));
      };
    case 'lars':
      return (gradient) => kernels.lars(parameters, gradient, first, segments, { ...config, trust: config.trustCoefficient, epsilon: 1e-8 }, sliceOf([learningRate]));
  }
}

test.each(casesOf<OptimizerCase>('optimizers'))('$name $config', (reference) => {
  const parameters = tf.tensor1d(flat(reference.start));
  const step = optimizerOf(reference, parameters);
  reference.steps.forEach(({ gradients, parameters: expected }, index) => {
    step(tf.tensor1d(flat(gradients)), index + 1);
    expectTensor(`parameters after step ${index + 1}`, parameters, flat(expected));
  });
});

interface LossCase {
  name: string;
  method: string;
  config: { temperature?: number };
  inputs: Record<string, StoredTensor>;
  loss: number;
  parts?: Record<string, number>;
  gradients: Record<string, StoredTensor>;
}

const losses: Record<string, { parts: string[]; compute(z: Tensor, config: LossCase['config']): [Tensor, Tensor] }> = {
  simclr: { parts: ['similarity', 'log-sum-exp'], compute: (z, { temperature }) => kernels.ntXent(z, temperature!) },
  vicreg: { parts: ['invariance', 'variance', 'covariance'], compute: (z) => kernels.vicreg(z) },
  barlowTwins: { parts: [], compute: (z) => kernels.barlow(z) },
};

test.each(casesOf<LossCase>('pretext_losses').filter(({ method }) => method in losses))('$name $config', (reference) => {
  const { z1, z2 } = reference.inputs;
  const { parts, compute } = losses[reference.method]!;
  const z = tf.concat([toTensor(z1!), toTensor(z2!)], 0);
  const [terms, gradient] = compute(z, reference.config);
  const [loss, ...found] = terms.dataSync();
  expectNear('loss', [loss!], [reference.loss]);
  parts.forEach((part, index) => {
    const expected = reference.parts?.[part];
    if (expected !== undefined) expectNear(part, [found[index]!], [expected]);
  });
  expectTensor('gradient', gradient, [...reference.gradients.z1!.data, ...reference.gradients.z2!.data]);
});

interface ConvolutionCase extends Record<'x' | 'filter' | 'y' | 'dy' | 'dx' | 'dfilter', StoredTensor> {
  name: string;
  stride: Stride;
}

test.each(casesOf<ConvolutionCase>('conv2d'))('convolution $name', ({ stride, ...tensors }) => {
  const [size, , inputs, outputs] = tensors.filter.shape as [FilterSize, number, number, number];
  const filterOf = (vector: Tensor): Filter<Tensor> => ({ vector, offset: 0, size, inputs, outputs, rowStride: outputs });
  const [x, dy, weights] = [toTensor(tensors.x), toTensor(tensors.dy), filterOf(tf.tensor1d(tensors.filter.data))];
  const [, height, width] = x.shape as [number, number, number, number];
  expectTensor('y', kernels.convolve(x, weights, stride, null), tensors.y.data);
  expectTensor('dx', kernels.convolveInputGradient(dy, weights, stride, [height, width], null)!, tensors.dx.data);
  const into = filterOf(tf.zerosLike(weights.vector));
  kernels.convolveFilterGradient(x, dy, stride, into);
  expectTensor('dfilter', into.vector, tensors.dfilter.data);
});

interface AugmentationCase {
  name: string;
  image: StoredTensor;
  parameters: Record<string, number | boolean>;
  cropped: StoredTensor;
  output: StoredTensor;
}

/** The reference's images are no bytes, which the kernel reads: its steps are checked by themselves. */
describe.each(casesOf<AugmentationCase>('augmentations'))('augmentation $name', ({ image, parameters, cropped, output }) => {
  const at = (channel: number, row: number, column: number) => image.data[(row * 32 + column) * 3 + channel]!;
  const drawn = ['top', 'left', 'height', 'width', 'flip', 'brightness', 'contrast', 'saturation', 'hue', 'grayscale'].map((key) => Number(parameters[key]));

  test('crop', () => {
    // The reference mirrors after cropping; the kernel does both at once.
    expectNear('cropped', plainView(at, [...drawn.slice(0, 4), 0, 1, 1, 1, 0, 0]).flat(), cropped.data);
  });

  test('colours', () => expectNear('output', plainView(at, drawn).flat(), output.data));
});
