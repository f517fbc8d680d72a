/** Means over seeds with Student's interval, and Spearman's rank correlation. */
import type { Interval } from '../experiment/claims/scoreboard';
import { t95 } from './studentT';

/** mean ± t·s/√n over at least one value; without low and high where there is one value only. */
export function intervalOf(values: readonly number[]): Interval {
  const seeds = values.length;
  const mean = meanOf(values);
  if (seeds < 2) return { seeds, mean, low: null, high: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1);
  const half = intervalFactor(seeds) * Math.sqrt(variance);
  return { seeds, mean, low: mean - half, high: mean + half };
}

/** t/√n: times the deviation of so many values it is half their mean's interval. At least two. */
export function intervalFactor(seeds: number): number {
  return t95(seeds - 1) / Math.sqrt(seeds);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's correlation of the ranks, equal values sharing the mean of theirs. Null where one side does not vary. */
export function rankCorrelation(first: readonly number[], second: readonly number[]): number | null {
  const [a, b] = [ranks(first), ranks(second)];
  const middle = (first.length + 1) / 2;
  const product = (one: number[], other: number[]) => one.reduce((sum, rank, index) => sum + (rank - middle) * (other[index]! - middle), 0);
  const scale = Math.sqrt(product(a, a) * product(b, b));
  return scale === 0 ? null : product(a, b) / scale;
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2);
}
