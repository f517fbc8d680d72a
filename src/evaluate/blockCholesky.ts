/**
 * The inverse of a large symmetric, positive definite matrix by Cholesky: A = L·Lᵀ, A⁻¹ = Zᵀ·Z with Z = L⁻¹, halved again and again until a
 * block is small enough for float64 here; all products on the device, few and large. In float32 good to about 1e-6 times the
 * condition number, of which a ridge penalty takes care.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';

/** Large enough that products dominate, small enough that the blocks themselves take little. */
const BLOCK = 128;

/** `matrix` [size, size] row by row, whole. The caller frees the inverse [size, size]. */
export async function inverseOf(matrix: Float32Array, size: number): Promise<Tensor2D> {
  const z = tf.tensor2d(await inverseFactor(matrix, size), [size, size]);
  const inverse = kernels.multiply(z, z, true, false);
  z.dispose();
  return inverse as Tensor2D;
}

/**
 * Z, lower triangular. With A = [A₁ B; Bᵀ A₂] and Z₁ of A₁: Q = Z₁·B, Z₂ of A₂ − Qᵀ·Q, and below on the left −Z₂·Qᵀ·Z₁. Products are
 * written as aᵀ·b, which runs at twice the rate of the others.
 */
async function inverseFactor(matrix: Float32Array, size: number): Promise<Float32Array> {
  if (size <= BLOCK) return inverseOfFactor(matrix, size);
  const half = BLOCK * Math.ceil(size / BLOCK / 2);
  const rest = size - half;
  const upper = await inverseFactor(part(matrix, size, 0, 0, half, half), half);
  const [q, below] = tf.tidy(() => {
    const z = tf.tensor2d(upper, [half, half]);
    const b = tf.tensor2d(part(matrix, size, 0, half, half, rest), [half, rest]);
    const product = kernels.multiply(tf.transpose(z), b, true, false) as Tensor2D;
    return [product, kernels.multiply(product, z, true, false) as Tensor2D];
  });
  const update = kernels.multiply(q, q, true, false);
  const lower = part(matrix, size, half, half, rest, rest);
  ((await update.data()) as Float32Array).forEach((value, place) => (lower[place]! -= value));
  for (const tensor of [q, update]) tensor.dispose();
  const lowerInverse = await inverseFactor(lower, rest);
  const corner = tf.tidy(() => tf.neg(kernels.multiply(tf.transpose(tf.tensor2d(lowerInverse, [rest, rest])), below, true, false)));
  const result = new Float32Array(size * size);
  put(result, size, 0, 0, upper, half);
  put(result, size, half, 0, (await corner.data()) as Float32Array, half);
  put(result, size, half, half, lowerInverse, rest);
  for (const tensor of [below, corner]) tensor.dispose();
  return result;
}

function part(matrix: Float32Array, size: number, row: number, column: number, rows: number, columns: number): Float32Array {
  const result = new Float32Array(rows * columns);
  for (let at = 0; at < rows; at++) result.set(matrix.subarray((row + at) * size + column, (row + at) * size + column + columns), at * columns);
  return result;
}

function put(matrix: Float32Array, size: number, row: number, column: number, values: Float32Array, width: number): void {
  for (let at = 0; at < values.length; at += width, row++) matrix.set(values.subarray(at, at + width), row * size + column);
}

/** L⁻¹ of a block. */
function inverseOfFactor(block: Float32Array, size: number): Float32Array {
  const factor = Float64Array.from(block);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = factor[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= factor[row * size + k]! * factor[column * size + k]!;
      factor[row * size + column] = column === row ? Math.sqrt(sum) : sum / factor[column * size + column]!;
    }
  }
  const inverse = new Float32Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) sum -= factor[row * size + k]! * unit[k]!;
      unit[row] = sum / factor[row * size + row]!;
      inverse[row * size + column] = unit[row]!;
    }
  }
  return inverse;
}
