/** Domains and ticks of the charts' axes: pure arithmetic. */

export interface Extent {
  low: number;
  high: number;
}

export interface AxisScale {
  domain: [number, number];
  ticks: number[];
}

/** The extent of the finite values; null where there is none. */
export function extentOf(values: Iterable<number | null | undefined>): Extent | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : null;
}

/** Round numbers (1, 2 or 5 times a power of ten) about `count` of them, reaching just beyond the extent. */
export function niceScale({ low, high }: Extent, count: number, smallestStep = 0): AxisScale {
  const span = high - low || Math.abs(high) || 1;
  const step = Math.max(niceStep(span / count), smallestStep);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
  return { domain: [ticks[0]!, ticks[ticks.length - 1]!], ticks };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
}

/** Frees a sum from the dust of floating point. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * The same axis squeezed into a horizontal band of the chart, from `bottom` to `top` as shares of its height. Two axes in
 * two bands share one chart without their curves ever crossing, which would look like a finding.
 */
export function inBand({ domain: [low, high], ticks }: AxisScale, bottom: number, top: number): AxisScale {
  const perShare = (high - low) / (top - bottom);
  return { domain: [low - bottom * perShare, high + (1 - top) * perShare], ticks };
}

/** How far the step axis reaches: the whole run, or for long ones a length that grows with what has been done. */
export function stepReach(done: number, steps: number): number {
  const GROWS_ABOVE = 1_000;
  if (steps <= GROWS_ABOVE) return steps;
  let reach = GROWS_ABOVE;
  while (reach < done * 1.02) reach *= 2;
  return Math.min(reach, steps);
}
