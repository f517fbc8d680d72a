/** Products that sum over pixels: the tasks of assembly/outer.ts. */
import type { Filter, Stride } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { Room, run } from './machine';

/** Addresses of x [images, height, width, inputs] and dy [images, rows, columns, outputs]. */
export interface Pair {
  x: number;
  images: number;
  height: number;
  width: number;
  dy: number;
  rows: number;
  columns: number;
  stride: Stride;
}

/** Where a filter gradient goes. */
export type Result = Omit<Filter, 'vector' | 'offset'> & { address: number };

/** Pixels of dy in a block, and of x with its border: what fits the level-2 cache at 64 channels on each side. */
const BLOCK_PIXELS = 256;
const BLOCK_SOURCES = 512;
/** Channels on each side of a chunk; their packed block fits a thread's scratch. */
const GROUP = 128;
/** Bytes of a packed x at four channels. */
const X_PANEL_BYTES = 16;
/** Enough for the threads of a large machine to end at about the same time. */
const CHUNKS = 16;
/** Partial results take at most so many bytes. */
const PARTIAL_BYTES = 16 * 2 ** 20;

const partialRoom = new Room();

/** Lines of a block: as many pixels as it may have, of whole images where these are small. */
function blockOf({ images, rows, columns, stride }: Pair, size: number): { images: number; rows: number; columns: number } {
  const sources = (count: number) => (count - 1) * stride + size;
  // Three lines of this many pixels still fit at stride 2.
  const across = Math.min(columns, size === 1 && stride === 1 ? BLOCK_PIXELS : BLOCK_PIXELS / 4);
  let down = Math.min(rows, Math.floor(BLOCK_PIXELS / across));
  while (down > 1 && sources(down) * sources(across) > BLOCK_SOURCES) down--;
  const isWhole = down === rows && across === columns;
  const together = Math.min(images, Math.floor(BLOCK_PIXELS / (down * across)), Math.floor(BLOCK_SOURCES / (sources(down) * sources(across))));
  return { images: isWhole ? Math.max(1, together) : 1, rows: down, columns: across };
}

/** Σ over pixels of x ⊗ dy, for each tap, into a filter-shaped range. */
export function outer(pair: Pair, into: Result): void {
  // Without a border, pixels are one long line: blocks then are full whatever the map's sides.
  if (into.size === 1 && pair.stride === 1 && pair.images * pair.rows > 1) {
    const columns = pair.images * pair.rows * pair.columns;
    return outer({ ...pair, images: 1, height: 1, width: columns, rows: 1, columns }, into);
  }
  const { inputs, outputs, size, rowStride } = into;
  if (inputs === 0 || outputs === 0) return;
  const block = blockOf(pair, size);
  const blocks = Math.ceil(pair.images / block.images) * Math.ceil(pair.rows / block.rows) * Math.ceil(pair.columns / block.columns);
  const groups = Math.ceil(inputs / GROUP) * Math.ceil(outputs / GROUP);
  const resultBytes = 4 * size * size * inputs * outputs;
  const splits = Math.max(1, Math.min(blocks, Math.ceil(CHUNKS / groups), Math.floor(PARTIAL_BYTES / resultBytes)));
  const to = splits === 1 ? into.address : partialRoom.reserve(splits * resultBytes);
  run(Task.outer, splits * groups, {
    x: pair.x,
    images: pair.images,
    height: pair.height,
    width: pair.width,
    inputs,
    dy: pair.dy,
    rows: pair.rows,
    columns: pair.columns,
    outputs,
    stride: pair.stride,
    size,
    blockImages: block.images,
    blockRows: block.rows,
    blockColumns: block.columns,
    splits,
    inputGroup: GROUP,
    outputGroup: GROUP,
    to,
    rowStride: splits === 1 ? rowStride : outputs,
    splitBytes: resultBytes,
    dyPanels: (GROUP / 4) * BLOCK_SOURCES * X_PANEL_BYTES,
  });
  if (splits > 1) reduce(to, splits, size * size * inputs, outputs, into);
}

function reduce(from: number, splits: number, rows: number, columns: number, into: Result): void {
  const rowsOfChunk = Math.max(1, Math.ceil(4096 / columns));
  run(Task.reduce, Math.ceil(rows / rowsOfChunk), {
    from,
    splits,
    rows,
    columns,
    to: into.address,
    rowStride: into.rowStride,
    rowsOfChunk,
  });
}
