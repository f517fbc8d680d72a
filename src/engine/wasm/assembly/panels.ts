/** Packing of the right sides of products into panels of eight columns. */
import { FLOAT, loadUpTo4 } from './simd';
import { PANEL, PANEL_ROW } from './tiles';

@unmanaged
export class Packing {
  /** Weight (tap, input, output) stands at vector + ((tap · inputs) + input) · rowStride + output. */
  vector: usize;
  size: i32;
  inputs: i32;
  rowStride: i32;
  /** Where panel firstPanel goes; others follow. */
  panels: usize;
  firstPanel: i32;
  /** What products sum over: the filter's inputs; its outputs where `isTransposed`. */
  channels: i32;
  columns: i32;
  isTransposed: i32;
  /** Taps lie in filter rows filterRow, filterRow + step, …, and the same across. */
  tapRows: i32;
  tapColumns: i32;
  filterRow: i32;
  filterColumn: i32;
  step: i32;
}

/** Panel firstPanel + `chunk` of a filter: [tap][channel][8]. */
export function packChunk(chunk: i32, job: Packing): void {
  const from = (job.firstPanel + chunk) * PANEL;
  const count = min(job.columns - from, PANEL);
  const rowBytes = FLOAT * job.rowStride;
  const tapBytes = <usize>job.channels * PANEL_ROW;
  let to = job.panels + <usize>(chunk * job.tapRows * job.tapColumns) * tapBytes;
  for (let row = 0; row < job.tapRows; row++)
    for (let column = 0; column < job.tapColumns; column++) {
      const tap = (job.filterRow + row * job.step) * job.size + job.filterColumn + column * job.step;
      const weights = job.vector + <usize>(tap * job.inputs) * rowBytes;
      if (job.isTransposed) packTransposed(to, weights + from * rowBytes, rowBytes, job.channels, count);
      else packRows(to, weights + FLOAT * from, rowBytes, job.channels, count);
      to += tapBytes;
    }
}

/** Row k of the panel is the first `count` numbers of row k, zeros after them. */
export function packRows(to: usize, from: usize, rowBytes: usize, rows: i32, count: i32): void {
  for (; rows > 0; rows--) {
    v128.store(to, loadUpTo4(from, count));
    v128.store(to, loadUpTo4(from + 16, count - 4), 16);
    from += rowBytes;
    to += PANEL_ROW;
  }
}

/** Row k of the panel is number k of each of the first `count` rows, zeros after them. */
function packTransposed(to: usize, from: usize, rowBytes: usize, channels: i32, count: i32): void {
  for (let column = 0; column < PANEL; column++) {
    const isThere = column < count;
    for (let k = 0; k < channels; k++) store<f32>(to + k * PANEL_ROW, isThere ? load<f32>(from + FLOAT * k) : 0);
    from += rowBytes;
    to += FLOAT;
  }
}
