/** Intervals of a sweep in words: the mean, and how far the interval reaches to either side. */
import type { Interval } from '../../experiment/claims/scoreboard';
import { formatGain, formatPercent } from '../text/format';

/** "61.2 ± 1.4 %"; "61.2 %" of a single seed; "–" of none. */
export function spellInterval(interval: Interval | null): string {
  if (!interval) return '–';
  const { mean, high } = interval;
  return high === null ? formatPercent(mean) : formatPercent(mean).replace(/^[\d.]+/, (digits) => `${digits} ± ${(100 * (high - mean)).toFixed(1)}`);
}

/** "+6.1 ± 0.8" points. */
export function spellGain(interval: Interval | null): string {
  if (!interval) return '–';
  const { mean, high } = interval;
  return high === null ? formatGain(mean) : `${formatGain(mean)} ± ${(100 * (high - mean)).toFixed(1)}`;
}
