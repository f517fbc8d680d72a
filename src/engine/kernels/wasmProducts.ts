/**
 * Matrix products on the wasm backend of tfjs 4.22, made fast and safe from outside; the gradients of tfjs' own tape
 * gain as well. Two traps, both measured:
 *
 * 1. With a transposed side, stock `BatchMatMul` leaves XNNPACK for a scalar loop (0.4 to 2 GFLOP/s against 30), so
 *    sides are transposed first.
 * 2. It caches the packed right side under the buffer's id and ignores the shape. One buffer used as [8, 1024] and
 *    then, through a reshape, as [128, 64] makes it read and write out of bounds and corrupts the heap. A right side that
 *    comes back in another shape is therefore copied. This can go when tfjs keys that cache by shape.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';

function lastTwoSwapped(rank: number): number[] {
  const order = Array.from({ length: rank }, (_, axis) => axis);
  return [...order.slice(0, -2), rank - 1, rank - 2];
}

function transposed(side: TensorInfo): Tensor {
  return tf.transpose(side as Tensor, lastTwoSwapped(side.shape.length));
}

/** Call once, before the wasm backend is chosen. */
export function registerWasmProducts(): void {
  const stock = tf.getKernel(tf.BatchMatMul, 'wasm');
  const shapeAsRightSide = new WeakMap<object, string>();

  /** A buffer that XNNPACK has not yet packed in another shape. */
  function safeRightSide(side: TensorInfo): TensorInfo {
    const shape = side.shape.slice(-2).join('×');
    const before = shapeAsRightSide.get(side.dataId);
    if (before !== undefined && before !== shape) return tf.add(side as Tensor, 0);
    shapeAsRightSide.set(side.dataId, shape);
    return side;
  }

  tf.unregisterKernel(tf.BatchMatMul, 'wasm');
  tf.registerKernel({
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
      const a = transposeA ? transposed(inputs.a!) : inputs.a!;
      const b = transposeB ? transposed(inputs.b!) : safeRightSide(inputs.b!);
      const product = stock.kernelFunc({ inputs: { a, b }, attrs: { transposeA: false, transposeB: false }, backend });
      if (a !== inputs.a) (a as Tensor).dispose();
      if (b !== inputs.b) (b as Tensor).dispose();
      return product;
    },
  });
}
