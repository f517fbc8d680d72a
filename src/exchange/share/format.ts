/**
 * What a link carries, before it is packed: short keys, accuracies on the curve in hundredths of a percent, those of the two ends as counts
 * of test images, other figures to four digits. What is not finite is null. Read through `schema.ts` only. Version 1 had no ends: its
 * accuracies are all shares.
 */
export const SHARE_VERSION = 2;

/** Whole hundredths of a percent. */
export type Share = number | null;

export interface Source {
  /** Version of the page that made it. */
  m: string;
  /** When it began; seconds since 1970. */
  t: number;
  /** Backend and adapter. */
  d: readonly [backend: 'webgpu' | 'wasm', adapter: string] | null;
  /** Tasks, in the order of their columns: name and number of classes. */
  k: readonly (readonly [name: string, classes: number])[];
}

export interface SharedRun extends Source {
  v: number;
  /** The experiment's query. */
  q: string;
  /** Images: training, test, of each those that the probe of the ends sees, and of each those of a look. */
  i: readonly [number, number, number, number, number, number] | null;
  /** Milliseconds per step. */
  s: number | null;
  /** Steps taken at the points, ascending. */
  p: readonly number[];
  /** Seconds since step 0, at the points. */
  w: readonly number[];
  /** Mean loss since the point before. */
  l: readonly (number | null)[];
  /** Online probe: per task, at the points. */
  o: readonly (readonly Share[])[];
  /** Places among the points where a refit probe was fitted. */
  r: readonly number[];
  /** Refit probe: per task, at those places. */
  a: readonly (readonly Share[])[];
  /** Effective rank, collapse level, uniformity and sparsity at those places. */
  n: readonly (readonly (number | null)[] | null)[];
  /** The loss curve: steps since the value before, and values. */
  c: readonly [steps: readonly number[], values: readonly number[]];
  /** Test images classified right by the untrained and by the trained network, per task. */
  e: readonly [untrained: readonly number[], trained: readonly number[]] | null;
  /** The end of a finished run: loss, effective rank, sparsity, collapse level, uniformity, alignment, LiDAR; then neighbours' vote per task. */
  f: readonly [figures: readonly (number | null)[], knn: readonly Share[]] | null;
}

export interface SharedTable extends Source {
  v: number;
  /** The sweep's query. */
  q: string;
  /**
   * Per finished run: its place in the sweep, test images, loss, effective rank, collapse level, 1 where what follows are counts of test images
   * and 0 where it is shares; untrained per task; refit per task.
   */
  z: readonly (readonly (number | null)[])[];
}

/** Four digits. */
export function brief(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

export function toShare(fraction: number | undefined): Share {
  return fraction !== undefined && Number.isFinite(fraction) ? Math.round(1e4 * fraction) : null;
}

/** By task, without those that were not measured. */
export function fromShares(tasks: Source['k'], shares: readonly Share[]): Record<string, number> {
  return Object.fromEntries(tasks.flatMap(([name], index) => (shares[index] === null || shares[index] === undefined ? [] : [[name, shares[index] / 1e4]])));
}
