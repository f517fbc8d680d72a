/** Of the claims: how many have runs behind every effect, and how many of those were reproduced. */
import type { Scoreboard } from '../../experiment/claims/scoreboard';
import { seedsBehind } from '../../experiment/claims/wording';

export function claimsHeld({ claims }: Pick<Scoreboard, 'claims'>): { tested: number; held: number } {
  const tested = claims.filter(({ effects }) => effects.length > 0 && seedsBehind(effects) > 0);
  return { tested: tested.length, held: tested.filter(({ verdict }) => verdict === 'reproduced').length };
}
