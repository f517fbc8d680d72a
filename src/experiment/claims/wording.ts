/** Measured effects in words, the same on the page and in the README. */
import type { Interval, MeasuredEffect, Verdict } from './scoreboard';

const unitWords: Readonly<Record<MeasuredEffect['unit'], string>> = { points: ' points', dimensions: ' dimensions', correlation: '' };

/** E.g. "+5.3 points [1.2, 9.4]"; without brackets where one seed gives no interval. */
export function spellEffect({ interval, unit }: Pick<MeasuredEffect, 'interval' | 'unit'>): string {
  if (interval === null) return 'not measured';
  const { mean, low, high } = interval;
  const range = low === null || high === null ? '' : ` [${signed(low, unit, '')}, ${signed(high, unit, '')}]`;
  return `${signed(mean, unit, '+')}${unitWords[unit]}${range}`;
}

function signed(value: number, unit: MeasuredEffect['unit'], plus: string): string {
  const text = unit === 'points' ? (100 * value).toFixed(1) : value.toFixed(unit === 'correlation' ? 2 : 1);
  if (Number(text) === 0) return text.replace('-', '');
  return value > 0 ? `${plus}${text}` : text.replace('-', '−');
}

/** A percentage with its interval: "47.0 ± 1.2", or "47.0" of one seed. */
export function spellPercent({ mean, high }: Interval): string {
  const percent = (100 * mean).toFixed(1).replace('-', '−');
  return high === null ? percent : `${percent} ± ${(100 * (high - mean)).toFixed(1)}`;
}

/** The verdict as a badge says it. What was never run is not open in the sense of undecided. */
export function spellVerdict(verdict: Verdict, seeds: number): string {
  if (seeds === 0) return 'not measured yet';
  return verdict;
}

/** Seeds behind the effect that has the fewest. */
export function seedsBehind(effects: readonly Pick<MeasuredEffect, 'interval'>[]): number {
  return Math.min(...effects.map(({ interval }) => interval?.seeds ?? 0));
}

export function spellSeeds(seeds: number): string {
  return seeds === 1 ? '1 seed' : `${seeds} seeds`;
}
