/** Between steps and seconds of training: points know both, and between them a run is taken to go at an even pace. */
import type { Point } from '../train/events';

export type Timed = Readonly<Pick<Point, 'step' | 'seconds'>>;

/**
 * Seconds of training that lay behind a run at a step. Behind the last point its latest pace goes on. Null where the
 * points tell no pace yet.
 */
export function secondsAt(points: readonly Timed[], step: number): number | null {
  if (step === 0) return 0;
  return along(points, step, 'step', 'seconds');
}

/** The step, in fractions, that a run had reached after so many seconds of training; null where the points tell no pace yet. */
export function stepAfter(points: readonly Timed[], seconds: number): number | null {
  if (seconds === 0) return 0;
  return along(points, seconds, 'seconds', 'step');
}

const START: Timed = { step: 0, seconds: 0 };

/** The place of `at` on the line through the points, from one of their two measures to the other. */
function along(points: readonly Timed[], at: number, from: keyof Timed, to: keyof Timed): number | null {
  const next = Math.min(newestAt(points, at, from) + 1, points.length - 1);
  const after = points[next];
  const before = points[next - 1] ?? START;
  if (!after || !(after[from] > before[from])) return null;
  return before[to] + ((at - before[from]) * (after[to] - before[to])) / (after[from] - before[from]);
}

/** Index of the newest of some ordered points at or before a place; −1 where there is none. By halving. */
export function newestAt<Measure extends string>(points: readonly Readonly<Record<Measure, number>>[], at: number, measure: Measure): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]![measure] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
