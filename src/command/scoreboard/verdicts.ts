/**
 * When an effect counts as reproduced, and when a claim does.
 * `more`: reproduced where the whole interval lies above zero, not reproduced where it lies below.
 * `same`: reproduced where the whole interval lies within ± the margin, not reproduced where it lies beyond on one side.
 * Open otherwise, and with a single seed. An effect between widths needs both of its intervals: what is read, and what training added.
 * A claim is reproduced with all of its effects, not reproduced with any one that is not.
 */
import type { Effect } from '../../experiment/claims/claim';
import { SAME_MARGIN, type Interval, type MeasuredEffect, type Verdict } from '../../experiment/claims/scoreboard';

export function intervalVerdict(interval: Interval | null, expect: Effect['expect']): Verdict {
  if (interval === null || interval.low === null || interval.high === null) return 'open';
  const { low, high } = interval;
  if (expect === 'more') return low > 0 ? 'reproduced' : high < 0 ? 'not reproduced' : 'open';
  if (low >= -SAME_MARGIN && high <= SAME_MARGIN) return 'reproduced';
  return low > SAME_MARGIN || high < -SAME_MARGIN ? 'not reproduced' : 'open';
}

/** Of several that must all hold. */
export function wholeVerdict(parts: readonly Verdict[]): Verdict {
  if (parts.includes('not reproduced')) return 'not reproduced';
  return parts.every((verdict) => verdict === 'reproduced') ? 'reproduced' : 'open';
}

/** The intervals that an effect consists of. */
export function partsOf({ interval, added }: Pick<MeasuredEffect, 'interval' | 'added'>): (Interval | null)[] {
  return added === undefined ? [interval] : [interval, added];
}

export function effectVerdict(effect: Pick<MeasuredEffect, 'interval' | 'added' | 'expect'>): Verdict {
  return wholeVerdict(partsOf(effect).map((interval) => intervalVerdict(interval, effect.expect)));
}

/** Half the width of ±2 points, within which an interval is narrow enough whatever it says. Other units have no such width. */
const NARROW_ENOUGH = 0.02;

/** Whether more seeds could still decide the effect: it is open, and an open interval of it is wider than ±2 points. */
export function wantsSeeds(effect: Pick<MeasuredEffect, 'interval' | 'added' | 'expect' | 'unit'>): boolean {
  if (effectVerdict(effect) !== 'open') return false;
  return partsOf(effect).some((interval) => intervalVerdict(interval, effect.expect) === 'open' && !(effect.unit === 'points' && isNarrow(interval)));
}

export function isNarrow(interval: Interval | null): boolean {
  return interval !== null && interval.low !== null && interval.high !== null && (interval.high - interval.low) / 2 <= NARROW_ENOUGH;
}
