/** Every claim that this page can test: those of the paper, then those of its neighbours. Texts are long, so the page loads this late. */
import type { Claim } from './claim';
import type { ClaimId } from './claimPresets';
import { claimsOfNeighbours } from './claimsOfNeighbours';
import { claimsOfPaper } from './claimsOfPaper';

export const claims: readonly Claim[] = [...claimsOfPaper, ...claimsOfNeighbours];

export function claimOf(id: ClaimId): Claim {
  return claims.find((claim) => claim.id === id)!;
}
