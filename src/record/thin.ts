/**
 * Thinning for the eye: a chart of 600 pixels cannot show 10,000 steps, but it can show the lowest and highest value
 * under each pixel, which is what a full drawing would show too. The data itself is never thinned.
 */
import type { Series } from './series';

export interface Thinned {
  readonly step: number;
  readonly value: number;
}

/**
 * Of every `bucket` steps the lowest and the highest, in the order in which they came; everything where `bucket` is
 * at most 2. Values that are not finite are left out.
 */
export function thin(series: Series, bucket: number): Thinned[] {
  const kept: Thinned[] = [];
  const { firstStep, values, length } = series;
  if (bucket <= 2) {
    for (let index = 0; index < length; index++) keep(kept, firstStep + index, values[index]!);
    return kept;
  }
  for (let start = 0; start < length; start += bucket) {
    const end = Math.min(start + bucket, length);
    let low = -1;
    let high = -1;
    for (let index = start; index < end; index++) {
      const value = values[index]!;
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < values[low]!) low = index;
      if (high < 0 || value > values[high]!) high = index;
    }
    if (low < 0) continue;
    const [first, second] = low < high ? [low, high] : [high, low];
    keep(kept, firstStep + first, values[first]!);
    if (second !== first) keep(kept, firstStep + second, values[second]!);
  }
  return kept;
}

function keep(kept: Thinned[], step: number, value: number): void {
  if (Number.isFinite(value)) kept.push({ step, value });
}

/** Steps per bucket so that `steps` steps become at most about two values per pixel of `pixels`. */
export function bucketFor(steps: number, pixels: number): number {
  return Math.max(1, Math.ceil(steps / Math.max(1, pixels)));
}

/** Every n-th row so that at most `limit` stay, and always the last one. */
export function thinRows<Row>(rows: readonly Row[], limit: number, always: (row: Row) => boolean): readonly Row[] {
  if (rows.length <= limit) return rows;
  const stride = Math.ceil(rows.length / limit);
  return rows.filter((row, index) => index % stride === 0 || index === rows.length - 1 || always(row));
}

/**
 * Smoothing for people who ask for it: an exponential mean with the given memory (0…1), corrected for its start as in
 * Adam so that the first values are not pulled to zero.
 */
export function smooth(series: Series, memory: number): Series {
  if (memory <= 0) return series;
  const values = new Float32Array(series.length);
  let mean = 0;
  let weight = 0;
  for (let index = 0; index < series.length; index++) {
    const value = series.values[index]!;
    if (Number.isFinite(value)) {
      mean = memory * mean + (1 - memory) * value;
      weight = memory * weight + (1 - memory);
    }
    values[index] = weight > 0 ? mean / weight : NaN;
  }
  return { ...series, values };
}
