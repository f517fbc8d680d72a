/** Convolutions and their gradients, each as one of the two kinds of product: gather.ts and outer.ts. */
import type { Filter, Kernels } from '../kernels/kernels';
import { gather, type Taps } from './gather';
import { addressOf, addressOfSlice, clear, make } from './machine';
import { outer, type Result } from './outer';

/** All taps of a filter around each pixel; `isFlipped` turns the filter by half a turn. */
export function allTaps(size: number, isFlipped: boolean): Taps {
  const pad = (size - 1) / 2;
  const first = isFlipped ? size - 1 : 0;
  return { rows: size, columns: size, filterRow: first, filterColumn: first, step: isFlipped ? -1 : 1, firstRow: -pad, firstColumn: -pad };
}

/**
 * Along one side, the taps through which pixels of a parity receive the gradient of a 3×3 convolution of stride 2: y = 2o + tap − 1,
 * so even pixels the middle tap from o = y/2, odd ones the last from (y − 1)/2 and the first from the next.
 */
function tapsOfParity(parity: number): { count: number; first: number } {
  return parity === 0 ? { count: 1, first: 1 } : { count: 2, first: 2 };
}

function at(filter: Filter): Result {
  const { size, inputs, outputs, rowStride } = filter;
  return { address: addressOfSlice(filter), size, inputs, outputs, rowStride };
}

export const convolve: Kernels['convolve'] = (x, filter, stride, bias) => {
  const [images, height, width] = x.shape as [number, number, number, number];
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const y = make([images, rows, columns, filter.outputs]);
  const source = { x: addressOf(x), images, height, width, gridRows: rows, gridColumns: columns, stride };
  const target = { y: addressOf(y), height: rows, width: columns, step: 1, row: 0, column: 0, bias: bias ? addressOfSlice(bias) : 0, adds: false };
  gather(source, { ...at(filter), isTransposed: false }, allTaps(filter.size, false), target);
  return y;
};

export const convolveInputGradient: Kernels['convolveInputGradient'] = (dy, filter, stride, [height, width], addTo) => {
  const [images, rows, columns] = dy.shape as [number, number, number, number];
  const dx = addTo ?? make([images, height, width, filter.inputs]);
  const source = { x: addressOf(dy), images, height: rows, width: columns, stride: 1 };
  const target = { y: addressOf(dx), height, width, bias: 0, adds: addTo !== null };
  const weights = { ...at(filter), isTransposed: true };
  if (stride === 1) {
    gather({ ...source, gridRows: height, gridColumns: width }, weights, allTaps(filter.size, true), { ...target, step: 1, row: 0, column: 0 });
  } else if (filter.size === 1) {
    // Only every second pixel was read.
    if (!addTo) clear(dx);
    gather({ ...source, gridRows: rows, gridColumns: columns }, weights, allTaps(1, false), { ...target, step: 2, row: 0, column: 0 });
  } else {
    for (const row of [0, 1])
      for (const column of [0, 1]) {
        const [down, across] = [tapsOfParity(row), tapsOfParity(column)];
        const taps = { rows: down.count, columns: across.count, filterRow: down.first, filterColumn: across.first, step: -2, firstRow: 0, firstColumn: 0 };
        const grid = { gridRows: Math.ceil((height - row) / 2), gridColumns: Math.ceil((width - column) / 2) };
        gather({ ...source, ...grid }, weights, taps, { ...target, step: 2, row, column });
      }
  }
  return addTo ? null : dx;
};

export const convolveFilterGradient: Kernels['convolveFilterGradient'] = (x, dy, stride, into) => {
  const [images, height, width] = x.shape as [number, number, number, number];
  const [, rows, columns] = dy.shape as [number, number, number, number];
  outer({ x: addressOf(x), images, height, width, dy: addressOf(dy), rows, columns, stride }, at(into));
};
