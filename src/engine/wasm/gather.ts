/** Products of pixels and weights: the tasks of assembly/panels.ts and assembly/gather.ts. */
import type { Filter } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { Room, run } from './machine';

/** Columns of a panel; PANEL of assembly/tiles.ts. */
const PANEL = 8;
/** Pixels of a chunk; BLOCK of assembly/gather.ts. */
const BLOCK = 80;
/** Enough for the threads of a large machine to end at about the same time. */
const CHUNKS = 32;
/** Right sides are packed by so many bytes at a time. */
const PANELS_BYTES = 4 * 2 ** 20;

const zeros = new Room();
const panelRoom = new Room();

/** Which taps of a filter a product sums over, and as what. */
export interface Taps {
  rows: number;
  columns: number;
  /** Filter row and column of the first tap, and the step to the next. */
  filterRow: number;
  filterColumn: number;
  step: number;
  /** Source row and column of the first tap, from row · stride and column · stride on. */
  firstRow: number;
  firstColumn: number;
}

/** The right side of a product: weights from the inputs of a filter to its outputs; the other way round where transposed. */
export interface Weights extends Omit<Filter, 'vector' | 'offset'> {
  address: number;
  isTransposed: boolean;
}

/** Where results go, from address y: every `step`-th pixel of a map [n, height, width, columns]. */
export interface Target {
  y: number;
  height: number;
  width: number;
  step: number;
  row: number;
  column: number;
  /** Address of [columns], or 0. */
  bias: number;
  adds: boolean;
}

/** Source maps [images, height, width, channels] from address x, read at every `stride`-th pixel of a grid. */
export interface Source {
  x: number;
  images: number;
  height: number;
  width: number;
  gridRows: number;
  gridColumns: number;
  stride: number;
}

/** Products of pixels and weights, a few panels at a time. */
export function gather(source: Source, weights: Weights, taps: Taps, target: Target): void {
  const [channels, columns] = weights.isTransposed ? [weights.outputs, weights.inputs] : [weights.inputs, weights.outputs];
  const pixels = source.images * source.gridRows * source.gridColumns;
  if (pixels === 0 || columns === 0) return;
  const panelBytes = taps.rows * taps.columns * channels * PANEL * 4;
  const allPanels = Math.ceil(columns / PANEL);
  const atOnce = Math.min(allPanels, Math.max(1, Math.floor(PANELS_BYTES / Math.max(panelBytes, 1))));
  const panels = panelRoom.reserve(atOnce * panelBytes);
  const blocks = Math.ceil(pixels / BLOCK);
  for (let firstPanel = 0; firstPanel < allPanels; firstPanel += atOnce) {
    const panelCount = Math.min(atOnce, allPanels - firstPanel);
    run(Task.pack, panelCount, {
      vector: weights.address,
      size: weights.size,
      inputs: weights.inputs,
      rowStride: weights.rowStride,
      panels,
      firstPanel,
      channels,
      columns,
      isTransposed: Number(weights.isTransposed),
      tapRows: taps.rows,
      tapColumns: taps.columns,
      filterRow: taps.filterRow,
      filterColumn: taps.filterColumn,
      step: taps.step,
    });
    const panelsOfGroup = Math.max(1, Math.min(panelCount, Math.floor((panelCount * blocks) / CHUNKS)));
    const groups = Math.ceil(panelCount / panelsOfGroup);
    run(Task.gather, blocks * groups, {
      x: source.x,
      height: source.height,
      width: source.width,
      channels,
      zeros: zeros.reserve(4 * channels),
      panels,
      firstPanel,
      panelCount,
      gridRows: source.gridRows,
      gridColumns: source.gridColumns,
      pixels,
      stride: source.stride,
      firstRow: taps.firstRow,
      firstColumn: taps.firstColumn,
      tapRows: taps.rows,
      tapColumns: taps.columns,
      y: target.y,
      outHeight: target.height,
      outWidth: target.width,
      outputs: columns,
      outStep: target.step,
      outRow: target.row,
      outColumn: target.column,
      bias: target.bias,
      adds: Number(target.adds),
      groups,
      panelsOfGroup,
    });
  }
}
