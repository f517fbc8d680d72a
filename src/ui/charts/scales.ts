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

/**
 * Ticks of a logarithmic axis within a positive extent, at most `most` where that can be: 1, 2 and 5 times powers of ten
 * where there is room, else powers of ten, else every so many of them.
 */
export function logTicks({ low, high }: Extent, most: number): number[] {
  const powers = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => Math.floor(Math.log10(low)) + index,
  );
  const within = (values: number[]) => values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
  const fine = within(powers.flatMap((power) => [1, 2, 5].map((digit) => tidy(digit * 10 ** power))));
  if (fine.length <= most) return fine;
  const decades = within(powers.map((power) => tidy(10 ** power)));
  const stride = Math.ceil(decades.length / most);
  return decades.filter((_, index) => (decades.length - 1 - index) % stride === 0);
}

/** The whole powers of ten around a positive extent. */
export function decadesAround({ low, high }: Extent): [number, number] {
  return [tidy(10 ** Math.floor(Math.log10(low))), tidy(10 ** Math.ceil(Math.log10(high)))];
}

/** Frees a sum from the dust of floating point. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** How far the step axis reaches: the whole run, or for long ones a length that grows with what has been done. */
export function stepReach(done: number, steps: number): number {
  const GROWS_ABOVE = 1_000;
  if (steps <= GROWS_ABOVE) return steps;
  let reach = GROWS_ABOVE;
  while (reach < done * 1.02) reach *= 2;
  return Math.min(reach, steps);
}
