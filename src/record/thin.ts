/**
 * Thinning for the eye: a chart of 600 pixels cannot show 10,000 steps, but it can show the lowest and highest value
 * under each pixel, which is what a full drawing would show too. The data itself is never thinned.
 */
import type { Series } from './series';

export interface Thinned {
  readonly step: number;
  readonly value: number;
}

/** The lowest and the highest of every `bucket` steps, in the order in which they came. Values that are not finite are left out. */
export function thin(series: Series, bucket: number): Thinned[] {
  return thinInColumns(series, (step) => Math.floor((step - series.firstStep) / bucket));
}

/**
 * The lowest and the highest of every column of a drawing, in the order in which they came. `columnOf` may stretch steps as it
 * likes (a logarithmic axis, an axis of seconds) as long as later steps lie further right.
 */
export function thinInColumns({ firstStep, values, length }: Series, columnOf: (step: number) => number): Thinned[] {
  const kept: Thinned[] = [];
  let column = NaN;
  let low = -1;
  let high = -1;
  const close = () => {
    if (low < 0) return;
    const [first, second] = low < high ? [low, high] : [high, low];
    kept.push({ step: firstStep + first, value: values[first]! });
    if (second !== first) kept.push({ step: firstStep + second, value: values[second]! });
  };
  for (let index = 0; index < length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    const here = columnOf(firstStep + index);
    if (here !== column) {
      close();
      column = here;
      low = index;
      high = index;
    } else {
      if (value < values[low]!) low = index;
      if (value > values[high]!) high = index;
    }
  }
  close();
  return kept;
}

export interface Spanned {
  readonly step: number;
  readonly low: number;
  readonly high: number;
}

/** What a band between two series covers in every column of a drawing: from its lowest to its highest value there. */
export function spanInColumns(low: Series, high: Series, columnOf: (step: number) => number): Spanned[] {
  const spans: { step: number; low: number; high: number }[] = [];
  let column = NaN;
  for (let index = 0; index < low.length; index++) {
    const [from, to] = [low.values[index]!, high.values[index]!];
    if (!Number.isFinite(from) || !Number.isFinite(to)) continue;
    const step = low.firstStep + index;
    const here = columnOf(step);
    const last = spans[spans.length - 1];
    if (here !== column || !last) spans.push({ step, low: from, high: to });
    else {
      last.low = Math.min(last.low, from);
      last.high = Math.max(last.high, to);
    }
    column = here;
  }
  return spans;
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
