/** Axes: where a value lies between the two ends of an axis, and back. Pure arithmetic; pixels come later. */
import { type Extent, logTicks, niceScale } from './scales';

export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  /** 0 at the low end, 1 at the high one; not clipped. */
  place(value: number): number;
  /** The value at such a share. */
  valueAt(share: number): number;
}

export function linearAxis({ low, high }: Extent): Axis {
  const span = high - low || 1;
  return { low, high, log: false, place: (value) => (value - low) / span, valueAt: (share) => low + share * span };
}

/** Of a positive extent. */
export function logAxis({ low, high }: Extent): Axis {
  const span = Math.log(high / low) || 1;
  return { low, high, log: true, place: (value) => Math.log(value / low) / span, valueAt: (share) => low * Math.exp(share * span) };
}

/** Room that 0 has to the left of the smallest value of a logarithmic axis, as a share of the whole. */
const ROOM_FOR_ZERO = 0.06;

/** A logarithmic axis from `first` on, with a place of its own for 0 before it: that of the untrained network. */
export function logAxisWithZero(first: number, high: number): Axis {
  const positive = logAxis({ low: first, high: Math.max(high, 2 * first) });
  const room = ROOM_FOR_ZERO;
  return {
    low: 0,
    high: positive.high,
    log: true,
    // What lies between 0 and the first value is drawn on the straight line between their places.
    place: (value) => (value < first ? (room * value) / first : room + (1 - room) * positive.place(value)),
    valueAt: (share) => (share < room ? (first * Math.max(0, share)) / room : positive.valueAt((share - room) / (1 - room))),
  };
}

/** Round values to write along an axis, about `count` of them. */
export function ticksOf({ low, high, log }: Axis, first: number, count: number): number[] {
  const within = (values: number[]) => values.filter((value) => value >= low && value <= high * (1 + 1e-9));
  const evenly = () => within(niceScale({ low, high }, count).ticks);
  if (!log) return evenly();
  const ticks = logTicks({ low: Math.max(first, low), high }, count);
  // Within less than a decade there may be no 1, 2 or 5 times a power of ten; round numbers will do.
  const enough = ticks.length > 2 ? ticks : evenly().filter((value) => value > 0);
  return low === 0 ? [0, ...enough] : enough;
}
