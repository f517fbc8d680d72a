/**
 * How workgroups lie over a map [rows, channels]: each takes some groups of neighbouring channels and a block of rows. Its
 * threads stand side by side over the groups first, so that neighbours read neighbours, and then over the rows; each walks
 * down its block with a stride, so that what belongs to a channel is loaded once.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Uniform } from './dispatch';

/** Threads of a workgroup, as in grid.wgsl. */
const WORKGROUP = 64;
/** So many threads keep a GPU busy; with fewer of them, each would only save on loading what belongs to its channels. */
const BUSY_THREADS = 16_384;
/** Groups side by side in a reduction: 256 bytes of a row, and at least four threads per group. */
const MOST_REDUCED_LANES = 16;

/** Channels that a thread handles at once: four where they divide by four, since storage is read in vec4 then. */
export type Width = 1 | 4;

export interface Grid {
  readonly rows: number;
  /** Groups of `Width` channels. */
  readonly groups: number;
  /** A workgroup takes 2^laneBits groups. */
  readonly laneBits: number;
  /** Rows that a workgroup takes. */
  readonly blockRows: number;
}

export function channelsOf({ shape }: TensorInfo): number {
  return shape[shape.length - 1]!;
}

export function rowsOf({ shape }: TensorInfo): number {
  return shape.slice(0, -1).reduce((product, side) => product * side, 1);
}

export function widthOf(channels: number): Width {
  return channels % 4 === 0 ? 4 : 1;
}

/** What WGSL texts call V and WIDTH. */
export function widthConstants(width: Width): { V: string; WIDTH: number } {
  return { V: width === 4 ? 'vec4f' : 'f32', WIDTH: width };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Bits of the smallest power of two that covers the groups, or of `most`. */
function coveringBits(groups: number, most: number): number {
  return Math.ceil(Math.log2(Math.min(groups, most)));
}

function gridWith(rows: number, groups: number, laneBits: number, rowsPerThread: number): Grid {
  return { rows, groups, laneBits, blockRows: (WORKGROUP >> laneBits) * Math.ceil(rowsPerThread) };
}

/** For passes that write a result per row. */
export function elementwiseGrid(rows: number, groups: number): Grid {
  return gridWith(rows, groups, coveringBits(groups, WORKGROUP), clamp((rows * groups) / BUSY_THREADS, 4, 64));
}

/** For a first reduction, one result per thread and group: barriers in it would cost a software adapter more than the sums. */
function stripsGrid(rows: number, groups: number): Grid {
  return gridWith(rows, groups, coveringBits(groups, MOST_REDUCED_LANES), clamp((rows * groups) / BUSY_THREADS, 16, 512));
}

/** All rows in one block: few groups per workgroup, so that many threads share the rows. */
export function wholeGrid(rows: number, groups: number): Grid {
  const laneBits = Math.min(coveringBits(groups, MOST_REDUCED_LANES), clamp(Math.floor(Math.log2(groups / WORKGROUP)), 1, 4));
  return gridWith(rows, groups, laneBits, rows / (WORKGROUP >> laneBits));
}

/** The grids of a reduction over the rows: one of all rows where they are few, else one of strips and one of their results. */
export function reductionGrids(rows: number, groups: number): { strips: Grid | null; whole: Grid } {
  const whole = wholeGrid(rows, groups);
  const isFew = rows <= 64 * (WORKGROUP >> whole.laneBits);
  if (isFew) return { strips: null, whole };
  const strips = stripsGrid(rows, groups);
  return { strips, whole: wholeGrid(stripsOf(strips), groups) };
}

/** A workgroup has 2^… strips. */
export function stripBitsOf({ laneBits }: Grid): number {
  return Math.log2(WORKGROUP) - laneBits;
}

/** Strips of rows that the threads walk down, over all workgroups. */
export function stripsOf({ rows, laneBits, blockRows }: Grid): number {
  return Math.ceil(rows / blockRows) * (WORKGROUP >> laneBits);
}

export function workgroupsOf(grid: Grid): [number, number, number] {
  return [Math.ceil(grid.rows / grid.blockRows), Math.ceil(grid.groups / 2 ** grid.laneBits), 1];
}

/** As the struct `Grid` of grid.wgsl. */
export function gridUniforms({ rows, groups, laneBits, blockRows }: Grid): Uniform[] {
  return [rows, groups, laneBits, blockRows];
}
