/**
 * The start-up check of a GPU backend: every kernel that training uses, and a gradient of tfjs' tape, on small odd
 * shapes, against plain loops on tfjs' JavaScript backend. Drivers exist whose gradients are silently zero (adapter
 * vendor "img-tec", tfjs issue 8590); a page must not train on one.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { kernels, registerKernels, type Filter, type Joint, type Slice } from './kernels';
import { plainKernels } from './kernels/plain';
import { plainMemory } from './kernels/plainMemory';

/** Sums over a few hundred float32 products in another order differ by less than this. */
const TOLERANCE = 1e-3;

/** Deterministic values in −1 … 1 that repeat in no dimension. */
function values(shape: number[], phase: number): Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(Float32Array.from({ length: size }, (_, index) => Math.sin(1.7 * index + phase)), shape);
}

function slice(length: number, phase: number): Slice<Tensor> {
  return { vector: values([length], phase), offset: 0, length };
}

function filter(size: 1 | 3, inputs: number, outputs: number, phase = 1): Filter<Tensor> {
  return { vector: values([size * size * inputs * outputs], phase), offset: 0, size, inputs, outputs, rowStride: outputs };
}

/** Two gains and two offsets of 8 channels in one vector, as a network has them. */
function affinePairs(phase: number): { gamma: Slice<Tensor>; beta: Slice<Tensor> }[] {
  const vector = values([32], phase);
  const slice = (offset: number) => ({ vector, offset, length: 8 });
  return [0, 16].map((offset) => ({ gamma: slice(offset), beta: slice(offset + 8) }));
}

function joint(): Joint<Tensor> {
  const terms = affinePairs(1).map((affine, index) => {
    const x = values([2, 3, 3, 8], 5 * index);
    return { x, moments: kernels.moments(x, 1e-5, null), ...affine };
  });
  return { terms, residual: null, relu: true };
}

const scalars = (): Slice<Tensor> => ({ vector: tf.tensor1d([0.1, 2, 1.5]), offset: 0, length: 3 });

/** Each computes something from nothing; what is written in place is returned too. */
const checks: Record<string, () => Tensor[]> = {
  convolution: () => ([1, 2] as const).map((stride) => kernels.convolve(values([2, 7, 7, 4], 0), filter(3, 4, 8), stride, slice(8, 3))),
  'input gradient': () =>
    ([1, 2] as const).map((stride) => {
      const side = Math.ceil(7 / stride);
      return kernels.convolveInputGradient(values([2, side, side, 8], 0), filter(3, 4, 8), stride, [7, 7], null)!;
    }),
  'filter gradient': () => {
    const into = filter(3, 4, 8);
    kernels.convolveFilterGradient(values([2, 7, 7, 4], 0), values([2, 7, 7, 8], 1), 1, into);
    return [into.vector];
  },
  normalisation: () => [kernels.moments(values([2, 7, 7, 8], 0), 1e-5, null), kernels.join(joint())],
  'normalisation’s gradient': () => {
    const into = affinePairs(2);
    return [...kernels.joinBackward(joint(), values([2, 3, 3, 8], 4), into), into[0]!.gamma.vector];
  },
  pooling: () => {
    const pooled = values([2, 8], 0);
    kernels.joinPooled(joint(), { matrix: pooled, from: 0, count: 8 });
    return [pooled];
  },
  'matrix product': () => [kernels.multiply(values([9, 7], 0), values([5, 7], 1), false, true)],
  'row sum': () => {
    const into = slice(7, 0);
    kernels.sumRows(values([33, 7], 0), into);
    return [into.vector];
  },
  optimizer: () => {
    const [parameters, mean, square] = [values([65], 0), values([65], 1), tf.abs(values([65], 2))];
    kernels.adamw(parameters!, values([65], 3), mean!, square!, { weightDecay: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 }, scalars());
    return [parameters!, mean!, square!];
  },
  'moving average': () => {
    const average = slice(65, 0);
    kernels.follow(average, slice(65, 1), scalars());
    return [average.vector];
  },
  augmentation: () => {
    const pixels = tf.tensor2d(Int32Array.from({ length: 768 }, (_, word) => Math.imul(word, 0x9e3779b1)), [1, 768], 'int32');
    const drawn = tf.tensor1d([3, 5, 20, 17, 1, 1.2, 0.7, 1.3, 0.1, 0]);
    const [image, parameters] = [tf.tensor1d([0]), { vector: drawn, offset: 0, length: 10 }];
    return [kernels.augment(pixels, { vector: image, offset: 0, length: 1 }, parameters, 1, [0.5, 0.4, 0.3], [0.25, 0.2, 0.3])];
  },
  'contrastive loss': () => kernels.ntXent(values([10, 7], 0), 0.2),
  'tape gradient': () => [
    tf.grad((z) => {
      const products = tf.matMul(z as Tensor2D, z as Tensor2D, false, true);
      return tf.sum(tf.log(tf.sum(tf.exp(products), 1)));
    })(values([9, 7], 0)),
  ],
};

/** Asked for all at once and read afterwards: a GPU compiles and computes meanwhile. */
async function results(backend: string): Promise<Map<string, Float32Array[]>> {
  await tf.setBackend(backend);
  const asked = Object.entries(checks).map(([name, compute]) => [name, tf.tidy(compute)] as const);
  const found = new Map<string, Float32Array[]>();
  for (const [name, tensors] of asked) {
    found.set(name, (await Promise.all(tensors.map((tensor) => tensor.data()))) as Float32Array[]);
    tf.dispose(tensors);
  }
  return found;
}

/** Checks the backend in use and leaves it in use. Returns the names of the operations that went wrong. */
export async function selfCheck(): Promise<string[]> {
  const candidate = tf.getBackend();
  registerKernels('cpu', { ...plainKernels, ...plainMemory });
  const expected = await results('cpu');
  const actual = await results(candidate);
  return [...expected].filter(([name, right]) => !right.every((one, index) => agree(actual.get(name)![index]!, one))).map(([name]) => name);
}

function agree(actual: Float32Array, expected: Float32Array): boolean {
  return expected.every((right, index) => Math.abs(actual[index]! - right) <= TOLERANCE * (1 + Math.abs(right)));
}
