/**
 * A growing row of numbers, one per step, that shares its memory between versions: appending costs what is
 * appended, yet every version is a value of its own, so that React can compare by identity.
 */
export interface Series {
  /** The step that `values[0]` belongs to. */
  readonly firstStep: number;
  /** At least `length` long; what lies behind is room to grow. */
  readonly values: Float32Array;
  readonly length: number;
}

const FIRST_CAPACITY = 512;

export const emptySeries: Series = { firstStep: 1, values: new Float32Array(0), length: 0 };

/**
 * The series with `values[i]` at step `fromStep + i`. A step that is already there means that the run went back to
 * an earlier state: everything from that step on is replaced. A gap is filled with NaN, which charts leave open.
 */
export function append(series: Series, fromStep: number, values: readonly number[]): Series {
  if (values.length === 0) return series;
  const firstStep = series.length === 0 ? fromStep : series.firstStep;
  const start = fromStep - firstStep;
  if (start < 0) return append(emptySeries, fromStep, values);
  const length = start + values.length;

  // Replacing steps must not reach into versions that somebody may still be drawing.
  const mayShare = start >= series.length && length <= series.values.length;
  let buffer = series.values;
  if (!mayShare) {
    buffer = new Float32Array(Math.max(FIRST_CAPACITY, 2 * length));
    buffer.set(series.values.subarray(0, Math.min(series.length, start)));
  }
  buffer.fill(NaN, Math.min(series.length, start), start);
  buffer.set(values, start);
  return { firstStep, values: buffer, length };
}

export function lastStep(series: Series): number {
  return series.firstStep + series.length - 1;
}

/** The value at a step, or null where there is none. */
export function valueAt(series: Series, step: number): number | null {
  const index = step - series.firstStep;
  if (index < 0 || index >= series.length) return null;
  const value = series.values[index]!;
  return Number.isFinite(value) ? value : null;
}
