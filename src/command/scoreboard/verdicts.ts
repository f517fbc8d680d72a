/**
 * When an effect counts as reproduced, and when a claim does.
 * `more`: reproduced where the whole interval lies above zero, not reproduced where it lies below.
 * `same`: reproduced where the whole interval lies within ± the margin, not reproduced where it lies beyond on one side.
 * Open otherwise, and with a single seed. A claim is reproduced with all of its effects, not reproduced with any one that is not.
 */
import type { Effect } from '../../experiment/claims/claim';
import { SAME_MARGIN, type Interval, type Verdict } from '../../experiment/claims/scoreboard';

export function effectVerdict(interval: Interval | null, expect: Effect['expect']): Verdict {
  if (interval === null || interval.low === null || interval.high === null) return 'open';
  const { low, high } = interval;
  if (expect === 'more') return low > 0 ? 'reproduced' : high < 0 ? 'not reproduced' : 'open';
  if (low >= -SAME_MARGIN && high <= SAME_MARGIN) return 'reproduced';
  return low > SAME_MARGIN || high < -SAME_MARGIN ? 'not reproduced' : 'open';
}

export function claimVerdict(effects: readonly Verdict[]): Verdict {
  if (effects.includes('not reproduced')) return 'not reproduced';
  return effects.every((verdict) => verdict === 'reproduced') ? 'reproduced' : 'open';
}
