/** Matrix products on addresses: rows of the left side are images of one pixel, the right side is a filter of size 1. */
import type { Kernels } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { allTaps } from './convolutions';
import { gather } from './gather';
import { addressOf, make, Room, run } from './machine';
import { outer } from './outer';

/** Address and shape, as it lies in memory. */
export interface Matrix {
  address: number;
  rows: number;
  columns: number;
}

const transposedRoom = new Room();

/** y = a·b, or a·bᵀ. */
function rowProduct(a: Matrix, b: Matrix, isTransposed: boolean, y: number): void {
  const source = { x: a.address, images: a.rows, height: 1, width: 1, gridRows: 1, gridColumns: 1, stride: 1 };
  const target = { y, height: 1, width: 1, step: 1, row: 0, column: 0, bias: 0, adds: false };
  const weights = { address: b.address, size: 1, inputs: b.rows, outputs: b.columns, rowStride: b.columns } as const;
  gather(source, { ...weights, isTransposed }, allTaps(1, false), target);
}

/** y = aᵀ·b: the filter gradient of a 1×1 convolution. */
function columnProduct(a: Matrix, b: Matrix, y: number): void {
  const into = { address: y, size: 1, inputs: a.columns, outputs: b.columns, rowStride: b.columns } as const;
  outer({ x: a.address, images: a.rows, height: 1, width: 1, dy: b.address, rows: 1, columns: 1, stride: 1 }, into);
}

/** y = a·b with either side transposed. */
export function multiplyInto(a: Matrix, b: Matrix, transposeA: boolean, transposeB: boolean, y: number): void {
  if (!transposeA) return rowProduct(a, b, transposeB, y);
  if (!transposeB) return columnProduct(a, b, y);
  // aᵀ·bᵀ = (b·a)ᵀ.
  const swapped = transposedRoom.reserve(4 * b.rows * a.columns);
  rowProduct(b, a, false, swapped);
  run(Task.transpose, a.columns, { from: swapped, rows: b.rows, columns: a.columns, to: y });
}

export const multiply: Kernels['multiply'] = (a, b, transposeA, transposeB) => {
  const matrix = ({ shape }: typeof a, address: number): Matrix => ({ address, rows: shape[0]!, columns: shape[1]! });
  const y = make([a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!]);
  multiplyInto(matrix(a, addressOf(a)), matrix(b, addressOf(b)), transposeA, transposeB, addressOf(y));
  return y;
};
