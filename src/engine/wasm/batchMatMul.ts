/**
 * Our products as the `BatchMatMul` of tfjs 4.22, so that its own tape gains as well. The stock one leaves XNNPACK for a scalar
 * loop where a side is transposed (0.4 to 2 GFLOP/s). It also caches the packed right side under its buffer's id whatever
 * the shape, and so corrupts the heap when a buffer comes back reshaped; ours keeps nothing.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, make } from './machine';
import { multiplyInto, type Matrix } from './products';

/** A stack of matrices, read from its start for every result where it holds one only. */
function stackOf(tensor: TensorInfo): { count: number; batch: number[]; at: (index: number) => Matrix } {
  const batch = tensor.shape.slice(0, -2);
  const [rows, columns] = tensor.shape.slice(-2) as [number, number];
  const count = tf.util.sizeFromShape(batch);
  const address = addressOf(tensor);
  return { count, batch, at: (index) => ({ address: address + (count === 1 ? 0 : 4 * index * rows * columns), rows, columns }) };
}

/** Call once, before the wasm backend is chosen. Products whose batches are broadcast along some axes only stay stock. */
export function registerBatchMatMul(): void {
  const stock = tf.getKernel(tf.BatchMatMul, 'wasm');
  tf.unregisterKernel(tf.BatchMatMul, 'wasm');
  tf.registerKernel({
    ...stock,
    kernelFunc: (given) => {
      const { a, b } = given.inputs as { a: TensorInfo; b: TensorInfo };
      const { transposeA, transposeB } = given.attrs as unknown as { transposeA: boolean; transposeB: boolean };
      const [left, right] = [stackOf(a), stackOf(b)];
      const isAlike = left.batch.join() === right.batch.join();
      if (!isAlike && left.count !== 1 && right.count !== 1) return stock.kernelFunc(given);
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(left.batch, right.batch);
      const [rows, columns] = [a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
      const y = make([...batch, rows, columns]);
      for (let index = 0; index < Math.max(left.count, right.count); index++) {
        multiplyInto(left.at(index), right.at(index), transposeA, transposeB, addressOf(y) + 4 * index * rows * columns);
      }
      return y;
    },
  });
}
