/** How many claims were tested and how many held, with the way to them. Fetched when the line comes near. */
import { useEffect, useState } from 'react';
import type { Scoreboard } from '../../experiment/claims/scoreboard';
import { useNear } from '../useNear';
import { claimsHeld } from './claimsHeld';

export function ClaimsLine() {
  const [line, near] = useNear('200px');
  const [counted, setCounted] = useState<{ tested: number; held: number } | null>(null);
  useEffect(() => {
    if (!near) return;
    let isWanted = true;
    fetch(new URL('scoreboard/claims.json', document.baseURI))
      .then(async (response) => (await response.json()) as Scoreboard)
      .then(
        (scoreboard) => isWanted && setCounted(claimsHeld(scoreboard)),
        () => undefined, // without figures the line still leads to the claims
      );
    return () => {
      isWanted = false;
    };
  }, [near]);
  return (
    <p ref={line as React.RefObject<HTMLParagraphElement | null>} className="claims-line">
      <strong>Claims:</strong> {counted ? `${counted.tested} tested, ${counted.held} held.` : 'tested one by one.'} The paper behind this page and its neighbours say more about width than
      colour. <a href="?lab=1#claims">See every claim, what was measured, and what went the other way</a>.
    </p>
  );
}
