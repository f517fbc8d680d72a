/**
 * Our products as the `BatchMatMul` of tfjs 4.22, so that its own tape gains as well. The stock one leaves XNNPACK for a scalar
 * loop where a side is transposed (0.4 to 2 GFLOP/s). It also caches the packed right side under its buffer's id whatever
 * the shape, and so corrupts the heap when a buffer comes back reshaped, and it broadcasts stacks along one axis wrongly.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, make } from './machine';
import { multiplyInto, type Matrix } from './products';

/** A stack of matrices that is read as one of shape `batch`: along axes where it has one only, that one serves for all. */
function stackAs(batch: readonly number[], tensor: TensorInfo): (index: number) => Matrix {
  const [rows, columns] = tensor.shape.slice(-2) as [number, number];
  const own = tensor.shape.slice(0, -2);
  const sides = [...Array.from({ length: batch.length - own.length }, () => 1), ...own];
  const address = addressOf(tensor);
  return (index) => {
    let [matrix, matrices] = [0, 1];
    for (let axis = batch.length - 1; axis >= 0; axis--) {
      if (sides[axis] !== 1) matrix += matrices * (index % batch[axis]!);
      matrices *= sides[axis]!;
      index = Math.floor(index / batch[axis]!);
    }
    return { address: address + 4 * matrix * rows * columns, rows, columns };
  };
}

/** Call once, before the wasm backend is chosen. */
export function registerBatchMatMul(): void {
  const stock = tf.getKernel(tf.BatchMatMul, 'wasm');
  tf.unregisterKernel(tf.BatchMatMul, 'wasm');
  tf.registerKernel({
    ...stock,
    kernelFunc: ({ inputs, attrs }) => {
      const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
      const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
      const [rows, columns] = [a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
      const y = make([...batch, rows, columns]);
      const [left, right] = [stackAs(batch, a), stackAs(batch, b)];
      for (let index = 0; index < tf.util.sizeFromShape(batch); index++) {
        multiplyInto(left(index), right(index), transposeA, transposeB, addressOf(y) + 4 * index * rows * columns);
      }
      return y;
    },
  });
}
