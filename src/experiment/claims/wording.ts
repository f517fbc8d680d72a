/** Measured effects in words, the same on the page and in the README. */
import type { Interval, MeasuredEffect, Verdict } from './scoreboard';

type Unit = MeasuredEffect['unit'];
type Measured = Pick<MeasuredEffect, 'interval' | 'unit' | 'added'>;

const unitWords: Readonly<Record<Unit, string>> = { points: ' points', dimensions: ' dimensions', correlation: '' };

/** E.g. "+5.3 points [1.2, 9.4]", or "reads +8.5 points [6.8, 10.2], training added −2.5 points [−4.5, −0.5]". No brackets with one seed. */
export function spellEffect({ interval, unit, added }: Measured): string {
  if (interval === null) return 'not measured';
  if (added === undefined) return spellInterval(interval, unit);
  return `reads ${spellInterval(interval, unit)}, training added ${added ? spellInterval(added, unit) : 'what is not known yet'}`;
}

/** The means alone: "reads +8.5, training added −2.5", or "+5.3 points". */
export function spellMeans({ interval, unit, added }: Measured): string {
  if (interval === null) return 'not measured';
  if (!added) return `${signed(interval.mean, unit, '+')}${unitWords[unit]}`;
  return `reads ${signed(interval.mean, unit, '+')}, training added ${signed(added.mean, unit, '+')}`;
}

function spellInterval({ mean, low, high }: Interval, unit: Unit): string {
  const range = low === null || high === null ? '' : ` [${signed(low, unit, '')}, ${signed(high, unit, '')}]`;
  return `${signed(mean, unit, '+')}${unitWords[unit]}${range}`;
}

function signed(value: number, unit: Unit, plus: string): string {
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
export function seedsBehind(effects: readonly Pick<MeasuredEffect, 'interval' | 'added'>[]): number {
  return Math.min(...effects.flatMap(({ interval, added }) => [interval?.seeds ?? 0, ...(added === undefined ? [] : [added?.seeds ?? 0])]));
}

export function spellSeeds(seeds: number): string {
  return seeds === 1 ? '1 seed' : `${seeds} seeds`;
}
