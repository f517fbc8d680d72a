/** How the claims came out, counted, for a summary in one line. */
import type { Scoreboard } from './scoreboard';
import { seedsBehind } from './wording';

export interface ClaimsHeld {
  /** Claims of which every effect was measured; the other three add up to it. */
  tested: number;
  held: number;
  open: number;
  refuted: number;
}

export function claimsHeld({ claims }: Pick<Scoreboard, 'claims'>): ClaimsHeld {
  const tested = claims.filter(({ effects }) => seedsBehind(effects) > 0);
  const count = (verdict: (typeof tested)[number]['verdict']) => tested.filter((claim) => claim.verdict === verdict).length;
  return { tested: tested.length, held: count('reproduced'), open: count('open'), refuted: count('not reproduced') };
}
