/**
 * Products that sum over pixels: filter gradients, and plain products with the left side transposed. Pixels are taken in
 * blocks of whole lines; the x of a block is packed once, with its border of zeros, for all taps.
 */
import { FLOAT, loadUpTo4, zero } from './simd';
import { packRows } from './panels';
import { OUTER_ROWS, outerTile, PANEL, PANEL_ROW } from './tiles';

/** Bytes of a pixel in a panel of x, four channels wide. */
const X_PIXEL: usize = 16;

@unmanaged
export class Outer {
  /** [images, height, width, inputs]. */
  x: usize;
  images: i32;
  height: i32;
  width: i32;
  inputs: i32;
  /** [images, rows, columns, outputs]. */
  dy: usize;
  rows: i32;
  columns: i32;
  outputs: i32;
  stride: i32;
  size: i32;
  /** A block of pixels. */
  blockImages: i32;
  blockRows: i32;
  blockColumns: i32;
  /** Chunks are splits of the blocks × groups of inputs × groups of outputs. */
  splits: i32;
  inputGroup: i32;
  outputGroup: i32;
  /** Result of split 0: (tap, input, output) at ((tap · inputs) + input) · rowStride + output. Others follow at splitBytes. */
  to: usize;
  rowStride: i32;
  splitBytes: usize;
  /** Bytes into the scratch at which panels of dy start. */
  dyPanels: usize;
}

function parts(whole: i32, part: i32): i32 {
  return (whole + part - 1) / part;
}

export function outerChunk(chunk: i32, job: Outer, scratch: usize): void {
  const inputGroups = parts(job.inputs, job.inputGroup);
  const outputGroups = parts(job.outputs, job.outputGroup);
  const output = (chunk % outputGroups) * job.outputGroup;
  const input = ((chunk / outputGroups) % inputGroups) * job.inputGroup;
  const split = chunk / (outputGroups * inputGroups);
  const across = parts(job.columns, job.blockColumns);
  const down = parts(job.rows, job.blockRows);
  const blocks = parts(job.images, job.blockImages) * down * across;
  const from = split * blocks / job.splits;
  const until = (split + 1) * blocks / job.splits;
  const to = job.to + split * job.splitBytes;
  for (let block = from; block < until; block++) {
    const image = (block / (across * down)) * job.blockImages;
    const row = ((block / across) % down) * job.blockRows;
    const column = (block % across) * job.blockColumns;
    addBlock(job, scratch, to, image, row, column, input, output, block > from);
  }
}

/** One block of pixels, whose first one is given, into one group of inputs and outputs. */
function addBlock(job: Outer, scratch: usize, to: usize, image: i32, row: i32, column: i32, input: i32, output: i32, adds: bool): void {
  const images = min(job.images - image, job.blockImages);
  const rows = min(job.rows - row, job.blockRows);
  const columns = min(job.columns - column, job.blockColumns);
  const inputs = min(job.inputs - input, job.inputGroup);
  const outputs = min(job.outputs - output, job.outputGroup);
  const height = (rows - 1) * job.stride + job.size;
  const width = (columns - 1) * job.stride + job.size;
  const xBytes = <usize>(images * height * width) * X_PIXEL;
  const dyBytes = <usize>(images * rows * columns) * PANEL_ROW;
  for (let i = 0; i < inputs; i += OUTER_ROWS)
    packX(job, scratch + i / OUTER_ROWS * xBytes, image, row, column, input + i, images, height, width);
  for (let o = 0; o < outputs; o += PANEL)
    packDy(job, scratch + job.dyPanels + o / PANEL * dyBytes, image, row, column, output + o, images, rows, columns);

  const rowBytes = FLOAT * job.rowStride;
  const lineGap = X_PIXEL * (job.stride * (width - columns));
  const imageGap = X_PIXEL * width * (height - rows * job.stride);
  for (let o = 0; o < outputs; o += PANEL) {
    const right = scratch + job.dyPanels + o / PANEL * dyBytes;
    for (let i = 0; i < inputs; i += OUTER_ROWS)
      for (let tap = 0; tap < job.size * job.size; tap++) {
        const left = scratch + i / OUTER_ROWS * xBytes + X_PIXEL * (tap / job.size * width + tap % job.size);
        const target = to + rowBytes * (tap * job.inputs + input + i) + FLOAT * (output + o);
        outerTile(left, right, images, rows, columns, X_PIXEL * job.stride, lineGap, imageGap, target, rowBytes, inputs - i, outputs - o, adds);
      }
  }
}

/** Four channels of the source pixels of a block, [image][line][pixel][4], zeros outside the map. */
function packX(job: Outer, to: usize, image: i32, row: i32, column: i32, channel: i32, images: i32, height: i32, width: i32): void {
  const pad = (job.size - 1) / 2;
  const top = row * job.stride - pad;
  const left = column * job.stride - pad;
  const pixelBytes = FLOAT * job.inputs;
  const count = job.inputs - channel;
  for (let n = image; n < image + images; n++)
    for (let y = top; y < top + height; y++) {
      const isLine = <u32>y < <u32>job.height;
      let from = job.x + FLOAT * channel + pixelBytes * ((n * job.height + y) * job.width + left);
      for (let x = left; x < left + width; x++) {
        v128.store(to, isLine && <u32>x < <u32>job.width ? loadUpTo4(from, count) : zero());
        from += pixelBytes;
        to += X_PIXEL;
      }
    }
}

/** Eight channels of the block's dy, [image][line][pixel][8]. */
function packDy(job: Outer, to: usize, image: i32, row: i32, column: i32, channel: i32, images: i32, rows: i32, columns: i32): void {
  for (let n = image; n < image + images; n++)
    for (let y = row; y < row + rows; y++) {
      const from = job.dy + FLOAT * (((n * job.rows + y) * job.columns + column) * job.outputs + channel);
      packRows(to, from, FLOAT * job.outputs, columns, job.outputs - channel);
      to += <usize>columns * PANEL_ROW;
    }
}

@unmanaged
export class Reduction {
  /** [splits, rows, columns]. */
  from: usize;
  splits: i32;
  rows: i32;
  columns: i32;
  to: usize;
  rowStride: i32;
  rowsOfChunk: i32;
}

/** Sums the splits, always in the same order, into rows of the result. */
export function reduceChunk(chunk: i32, job: Reduction): void {
  const first = chunk * job.rowsOfChunk;
  const splitBytes = FLOAT * job.rows * job.columns;
  for (let row = first; row < min(first + job.rowsOfChunk, job.rows); row++) {
    const from = job.from + FLOAT * row * job.columns;
    const to = job.to + FLOAT * row * job.rowStride;
    let column = 0;
    for (; column + 4 <= job.columns; column += 4) {
      let sum = zero();
      for (let split = 0; split < job.splits; split++) sum = f32x4.add(sum, v128.load(from + FLOAT * column + split * splitBytes));
      v128.store(to + FLOAT * column, sum);
    }
    for (; column < job.columns; column++) {
      let sum: f32 = 0;
      for (let split = 0; split < job.splits; split++) sum += load<f32>(from + FLOAT * column + split * splitBytes);
      store<f32>(to + FLOAT * column, sum);
    }
  }
}
