/**
 * The inverse of a large symmetric, positive definite matrix by Cholesky: A = L·Lᵀ, A⁻¹ = Zᵀ·Z with Z = L⁻¹. Block by block: diagonal blocks
 * here in float64, all products on the device (right-looking, Golub and Van Loan 2013, section 4.2.6). In float32 good to about 1e-6
 * times the condition number, of which a ridge penalty takes care.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';

/** Large enough that products dominate, small enough that the blocks themselves take little. */
const BLOCK = 128;

/** `matrix` [size, size] row by row, of which the lower half is read; it is overwritten. The caller frees the inverse [size, size]. */
export async function inverseOf(matrix: Float32Array, size: number): Promise<Tensor2D> {
  const blocks = Array.from({ length: Math.ceil(size / BLOCK) }, (_, index) => ({ from: index * BLOCK, until: Math.min(size, (index + 1) * BLOCK) }));
  const inverses: Float32Array[] = [];
  for (const { from, until } of blocks) {
    const own = inverseOfFactor(part(matrix, size, { from, until }, { from, until }), until - from);
    inverses.push(own);
    if (until === size) break;
    const below = { from: until, until: size };
    const panel = tensorOf(part(matrix, size, below, { from, until }), size - until);
    const inverse = tensorOf(own, until - from);
    // Transposed, since aᵀ·b runs at twice the rate of a·bᵀ.
    const factor = kernels.multiply(inverse, panel, false, true);
    const update = kernels.multiply(factor, factor, true, false);
    putTransposed(matrix, size, below.from, from, (await factor.data()) as Float32Array, until - from);
    subtractLower(matrix, size, until, (await update.data()) as Float32Array);
    for (const tensor of [panel, inverse, factor, update]) tensor.dispose();
  }
  const z = await factorInverse(matrix, size, blocks, inverses);
  const inverse = kernels.multiply(z, z, true, false);
  z.dispose();
  return inverse as Tensor2D;
}

interface Span {
  from: number;
  until: number;
}

/** Row block by row block: Zₖ = Lₖₖ⁻¹·(Eₖ − Lₖ·Z above). */
async function factorInverse(factor: Float32Array, size: number, blocks: readonly Span[], inverses: readonly Float32Array[]): Promise<Tensor2D> {
  const z = new Float32Array(size * size);
  for (const [index, { from, until }] of blocks.entries()) {
    const own = inverses[index]!;
    put(z, size, from, from, own, until - from);
    if (from === 0) continue;
    const left = tensorOf(part(factor, size, { from, until }, { from: 0, until: from }), until - from);
    const above = tensorOf(part(z, size, { from: 0, until: from }, { from: 0, until: from }), from);
    const inverse = tensorOf(own.map((value) => -value), until - from);
    const scaled = kernels.multiply(inverse, left, false, false);
    const rows = kernels.multiply(scaled, above, false, false);
    put(z, size, from, 0, (await rows.data()) as Float32Array, from);
    for (const tensor of [left, above, inverse, scaled, rows]) tensor.dispose();
  }
  return tensorOf(z, size);
}

function tensorOf(values: Float32Array, rows: number): Tensor2D {
  return tf.tensor2d(values, [rows, values.length / rows]);
}

function part(matrix: Float32Array, size: number, rows: Span, columns: Span): Float32Array {
  const width = columns.until - columns.from;
  const result = new Float32Array((rows.until - rows.from) * width);
  for (let row = rows.from; row < rows.until; row++) {
    result.set(matrix.subarray(row * size + columns.from, row * size + columns.until), (row - rows.from) * width);
  }
  return result;
}

function put(matrix: Float32Array, size: number, row: number, column: number, values: Float32Array, width: number): void {
  for (let at = 0; at < values.length; at += width, row++) matrix.set(values.subarray(at, at + width), row * size + column);
}

/** `values` [height, rows] become [rows, height]. */
function putTransposed(matrix: Float32Array, size: number, row: number, column: number, values: Float32Array, height: number): void {
  const rows = values.length / height;
  for (let at = 0; at < rows; at++) for (let k = 0; k < height; k++) matrix[(row + at) * size + column + k] = values[k * rows + at]!;
}

function subtractLower(matrix: Float32Array, size: number, from: number, values: Float32Array): void {
  const width = size - from;
  for (let row = 0; row < width; row++) {
    const to = (row + from) * size + from;
    for (let column = 0; column <= row; column++) matrix[to + column]! -= values[row * width + column]!;
  }
}

/** L⁻¹ of a block, its lower half read. */
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
