/**
 * Products whose left rows are pixels found by address: convolutions, their input gradients, and plain products (maps of
 * one pixel). A source outside the map is a run of zeros, so nothing is copied and borders cost nothing.
 */
import { FLOAT } from './simd';
import { GATHER_ROWS, gatherTile, PANEL, PANEL_ROW } from './tiles';

/** Pixels of a chunk: 16 tiles, whose sources stay in the level-2 cache while the panels pass. */
const BLOCK = 16 * GATHER_ROWS;
/** Bytes of the addresses of a tile for one tap, or of its targets. */
const LIST: usize = 4 * GATHER_ROWS;

@unmanaged
export class Gather {
  /** Source map [n, height, width, channels]. */
  x: usize;
  height: i32;
  width: i32;
  channels: i32;
  /** At least `channels` zeros. */
  zeros: usize;
  /** Packed panels firstPanel … firstPanel + panelCount − 1 of the right side. */
  panels: usize;
  firstPanel: i32;
  panelCount: i32;
  /** Pixel (row, column) of the grid sums over source pixels (row · stride + firstRow + tap row, …). */
  gridRows: i32;
  gridColumns: i32;
  /** n · gridRows · gridColumns. */
  pixels: i32;
  stride: i32;
  firstRow: i32;
  firstColumn: i32;
  tapRows: i32;
  tapColumns: i32;
  /** Result [n, outHeight, outWidth, outputs]; pixel (row, column) is written at (row · outStep + outRow, …). */
  y: usize;
  outHeight: i32;
  outWidth: i32;
  outputs: i32;
  outStep: i32;
  outRow: i32;
  outColumn: i32;
  /** Address of the bias, or 0. */
  bias: usize;
  /** 1 adds to what is there. */
  adds: i32;
  /** Chunks are blocks of pixels × groups of panels. */
  groups: i32;
  panelsOfGroup: i32;
}

export function gatherChunk(chunk: i32, job: Gather, scratch: usize): void {
  const first = (chunk / job.groups) * BLOCK;
  const count = min(job.pixels - first, BLOCK);
  const taps = job.tapRows * job.tapColumns;
  listAddresses(job, scratch, first, count, taps);
  const panelBytes = <usize>taps * job.channels * PANEL_ROW;
  const from = (chunk % job.groups) * job.panelsOfGroup;
  const until = min(from + job.panelsOfGroup, job.panelCount);
  for (let index = from; index < until; index++) {
    const panel = job.panels + index * panelBytes;
    const offset = (job.firstPanel + index) * PANEL_ROW;
    const columns = job.outputs - (job.firstPanel + index) * PANEL;
    const bias = job.bias ? job.bias + offset : 0;
    let sources = scratch;
    for (let row = 0; row < count; row += GATHER_ROWS) {
      const targets = sources + LIST * taps;
      gatherTile(sources, taps, job.channels, panel, targets, offset, count - row, columns, bias, job.adds !== 0);
      sources = targets + LIST;
    }
  }
}

/** Per tile: five sources for each tap, then five targets. */
function listAddresses(job: Gather, scratch: usize, first: i32, count: i32, taps: i32): void {
  const stride = job.stride, firstRow = job.firstRow, firstColumn = job.firstColumn;
  const tapRows = job.tapRows, tapColumns = job.tapColumns;
  const height = job.height, width = job.width, zeros = job.zeros;
  const pixelBytes = FLOAT * job.channels;
  const outPixelBytes = FLOAT * job.outputs;
  const tileBytes = LIST * (taps + 1);
  const gridSize = job.gridRows * job.gridColumns;
  let image = first / gridSize;
  let row = (first % gridSize) / job.gridColumns;
  let column = first % job.gridColumns;
  for (let slot = 0; slot < count; slot++) {
    let to = scratch + slot / GATHER_ROWS * tileBytes + 4 * (slot % GATHER_ROWS);
    const x0 = column * stride + firstColumn;
    let y = row * stride + firstRow;
    let line = job.x + pixelBytes * ((image * height + y) * width + x0);
    for (let tapRow = 0; tapRow < tapRows; tapRow++, y++) {
      const isLine = <u32>y < <u32>height;
      let source = line;
      for (let x = x0; x < x0 + tapColumns; x++) {
        store<usize>(to, isLine && <u32>x < <u32>width ? source : zeros);
        source += pixelBytes;
        to += LIST;
      }
      line += pixelBytes * width;
    }
    const outRow = row * job.outStep + job.outRow;
    store<usize>(to, job.y + outPixelBytes * ((image * job.outHeight + outRow) * job.outWidth + column * job.outStep + job.outColumn));
    if (++column === job.gridColumns) {
      column = 0;
      if (++row === job.gridRows) {
        row = 0;
        image++;
      }
    }
  }
  // The last tile's missing rows are computed from zeros and not stored.
  for (let slot = count; slot % GATHER_ROWS !== 0; slot++) {
    const to = scratch + slot / GATHER_ROWS * tileBytes + 4 * (slot % GATHER_ROWS);
    for (let tap = 0; tap < taps; tap++) store<usize>(to + LIST * tap, zeros);
  }
}
