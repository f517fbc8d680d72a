/** The mean of runs that differ by seed alone, along their steps, with Student's 95 % interval. */
import type { Interval } from '../experiment/claims/scoreboard';
import { intervalFactor, intervalOf } from './statistics';
import { lastStep, type Series } from './series';

export interface MeanSeries {
  readonly mean: Series;
  /** Ends of the interval; NaN where fewer than two have a value. */
  readonly low: Series;
  readonly high: Series;
}

/**
 * At every step over those that have reached it. A series that has values at only some steps (it came by link) is taken to
 * go straight between them. One pass over the numbers: 10,000 steps of five seeds cost a millisecond.
 */
export function meanSeries(members: readonly Series[]): MeanSeries {
  const filled = members.filter(({ length }) => length > 0).map(bridged);
  if (filled.length === 0) return { mean: empty(1, 0), low: empty(1, 0), high: empty(1, 0) };
  const firstStep = Math.min(...filled.map((series) => series.firstStep));
  const length = Math.max(...filled.map(lastStep)) - firstStep + 1;
  const [mean, low, high] = [empty(firstStep, length), empty(firstStep, length), empty(firstStep, length)];
  const factors = filled.map((_, index) => (index === 0 ? NaN : intervalFactor(index + 1)));
  for (let index = 0; index < length; index++) {
    let count = 0;
    let sum = 0;
    let squares = 0;
    // Sums of squares of differences from the first value stay exact where losses hardly differ.
    let origin = NaN;
    for (const series of filled) {
      const value = series.values[firstStep + index - series.firstStep] ?? NaN;
      if (!Number.isFinite(value)) continue;
      if (count === 0) origin = value;
      count++;
      sum += value - origin;
      squares += (value - origin) ** 2;
    }
    if (count === 0) continue;
    const shift = sum / count;
    mean.values[index] = origin + shift;
    const half = factors[count - 1]! * Math.sqrt(Math.max(0, squares - count * shift * shift) / (count - 1));
    low.values[index] = origin + shift - half;
    high.values[index] = origin + shift + half;
  }
  return { mean, low, high };
}

function empty(firstStep: number, length: number): Series {
  return { firstStep, length, values: new Float32Array(length).fill(NaN) };
}

/** Gaps filled by straight lines; exactly its length. */
function bridged({ firstStep, values, length }: Series): Series {
  const filled = values.slice(0, length);
  let last = -1;
  for (let index = 0; index < length; index++) {
    if (!Number.isFinite(filled[index])) continue;
    if (last >= 0) {
      const rise = (filled[index]! - filled[last]!) / (index - last);
      for (let gap = last + 1; gap < index; gap++) filled[gap] = filled[last]! + rise * (gap - last);
    }
    last = index;
  }
  return { firstStep, values: filled, length };
}

export interface Measured {
  readonly step: number;
  readonly value: number;
}

/** At every step at which two or more were measured. */
export function meanMeasured(members: readonly (readonly Measured[])[]): (Interval & { readonly step: number })[] {
  const values = new Map<number, number[]>();
  for (const member of members) for (const { step, value } of member) values.set(step, [...(values.get(step) ?? []), value]);
  return [...values]
    .filter(([, there]) => there.length > 1)
    .sort(([a], [b]) => a - b)
    .map(([step, there]) => ({ step, ...intervalOf(there) }));
}
