/**
 * The start-up check of a GPU backend: every kernel that training uses, and a gradient of tfjs' tape, on small odd
 * shapes, against the same operations on tfjs' plain JavaScript backend. Drivers exist whose gradients are silently
 * zero (adapter vendor "img-tec", tfjs issue 8590); a page must not train on one.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { kernels } from './kernels';

/** Sums over a few hundred float32 products in another order differ by less than this. */
const TOLERANCE = 1e-3;

/** Deterministic values in −1 … 1 that repeat in no dimension. */
function values(shape: number[], phase: number): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(Float32Array.from({ length: size }, (_, index) => Math.sin(1.7 * index + phase)), shape);
}

const checks: Record<string, () => tf.Tensor> = {
  convolution: () => kernels().convolve(values([2, 6, 6, 3], 0) as Tensor4D, values([3, 3, 3, 5], 1) as Tensor4D, 2),
  'input gradient': () =>
    kernels().convolveInputGradient(values([2, 3, 3, 5], 0) as Tensor4D, values([3, 3, 3, 5], 1) as Tensor4D, 2, [6, 6]),
  'filter gradient': () =>
    kernels().convolveFilterGradient(values([2, 6, 6, 3], 0) as Tensor4D, values([2, 3, 3, 5], 1) as Tensor4D, 2, 3),
  'scale and shift': () =>
    kernels().scaleAndShift(values([2, 3, 3, 5], 0) as Tensor4D, values([5], 1) as Tensor1D, values([5], 2) as Tensor1D, true),
  'row sums': () => kernels().sumRows(values([33, 7], 0) as Tensor2D),
  pooling: () => kernels().pool(values([2, 4, 4, 5], 0) as Tensor4D),
  'pooling gradient': () => kernels().poolGradient(values([2, 5], 0) as Tensor2D, [4, 4]),
  'tape gradient': () =>
    tf.grad((z) => {
      const products = tf.matMul(z as Tensor2D, z as Tensor2D, false, true);
      return tf.sum(tf.log(tf.sum(tf.exp(products), 1)));
    })(values([9, 7], 0)),
};

async function results(backend: string): Promise<Map<string, Float32Array>> {
  await tf.setBackend(backend);
  const found = new Map<string, Float32Array>();
  for (const [name, compute] of Object.entries(checks)) {
    const tensor = tf.tidy(compute);
    found.set(name, (await tensor.data()) as Float32Array);
    tensor.dispose();
  }
  return found;
}

/** Checks the backend in use and leaves it in use. Returns the names of the operations that went wrong. */
export async function selfCheck(): Promise<string[]> {
  const candidate = tf.getBackend();
  const expected = await results('cpu');
  const actual = await results(candidate);
  return [...expected].filter(([name, right]) => !agree(actual.get(name)!, right)).map(([name]) => name);
}

function agree(actual: Float32Array, expected: Float32Array): boolean {
  return expected.every((right, index) => Math.abs(actual[index]! - right) <= TOLERANCE * (1 + Math.abs(right)));
}
