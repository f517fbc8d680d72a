/** Cosines of every row with every row of a bank, some rows at a time, so that memory stays bounded. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';

/** Numbers of a chunk at most: of its cosines, or of the rows that are copied for it. */
const CHUNK_NUMBERS = 2 ** 23;
/** Keeps 1/‖x‖ finite for a row of zeros, whose cosines are 0. */
const SQUARED_NORM_FLOOR = 1e-12;

/** Rows from … from + count − 1, which the caller frees. */
function someRows(features: Tensor2D, from: number, count: number): Tensor2D {
  return tf.slice(features, [from, 0], [count, -1]);
}

function* chunks(rows: number, numbersPerRow: number): Generator<{ from: number; count: number }> {
  const atOnce = Math.max(1, Math.floor(CHUNK_NUMBERS / numbersPerRow));
  for (let from = 0; from < rows; from += atOnce) yield { from, count: Math.min(atOnce, rows - from) };
}

/** 1/‖row‖ of each row. */
async function inverseNorms(features: Tensor2D): Promise<Float32Array> {
  const [rows, dimensions] = features.shape;
  const result = new Float32Array(rows);
  for (const { from, count } of chunks(rows, dimensions)) {
    const norms = tf.tidy(() => {
      const few = someRows(features, from, count);
      return tf.rsqrt(tf.maximum(tf.sum(tf.square(few), 1), SQUARED_NORM_FLOOR));
    });
    result.set(await norms.data(), from);
    norms.dispose();
  }
  return result;
}

/** Calls `visit` with each row's number, in order, and its cosines [bank rows]; they hold until it returns. */
export async function forEachRowOfCosines(
  rows: Tensor2D,
  bank: Tensor2D,
  visit: (row: number, cosines: Float32Array) => void,
): Promise<void> {
  const [count, dimensions] = rows.shape;
  const size = bank.shape[0];
  const ofBank = await inverseNorms(bank);
  const ofRows = rows === bank ? ofBank : await inverseNorms(rows);
  for (const chunk of chunks(count, Math.max(size, dimensions))) {
    const few = someRows(rows, chunk.from, chunk.count);
    const products = kernels.multiply(few, bank, false, true);
    few.dispose();
    const values = (await products.data()) as Float32Array;
    products.dispose();
    for (let row = 0; row < chunk.count; row++) {
      const cosines = values.subarray(row * size, (row + 1) * size);
      const scale = ofRows[chunk.from + row]!;
      for (let index = 0; index < size; index++) cosines[index]! *= scale * ofBank[index]!;
      visit(chunk.from + row, cosines);
    }
  }
}

/** Indices of the k largest of a row, largest first; ties go to the lower index. `except` is left out. */
export function largestOf(row: Float32Array, k: number, except = -1): number[] {
  const best: number[] = [];
  for (let index = 0; index < row.length; index++) {
    if (index === except || (best.length === k && row[index]! <= row[best[k - 1]!]!)) continue;
    let place = best.length;
    while (place > 0 && row[best[place - 1]!]! < row[index]!) place--;
    best.splice(place, 0, index);
    if (best.length > k) best.pop();
  }
  return best;
}
