/** What was measured, fetched from beside the page, so that it works from any sub-path. */
import { useEffect, useState } from 'react';
import { SCOREBOARD_VERSION, type Scoreboard } from '../../experiment/claims/scoreboard';

const ADDRESS = 'scoreboard/claims.json';

interface Fetched {
  scoreboard: Scoreboard | null;
  /** One sentence where it cannot be shown. */
  problem: string | null;
}

export function useScoreboard(): Fetched {
  const [fetched, setFetched] = useState<Fetched>({ scoreboard: null, problem: null });
  useEffect(() => {
    const leaving = new AbortController();
    fetchScoreboard(leaving.signal).then(
      (scoreboard) => setFetched({ scoreboard, problem: null }),
      () => {
        if (!leaving.signal.aborted) setFetched({ scoreboard: null, problem: 'What was measured could not be loaded, so the claims stand without verdicts. Reload the page to try again.' });
      },
    );
    return () => leaving.abort();
  }, []);
  return fetched;
}

async function fetchScoreboard(signal: AbortSignal): Promise<Scoreboard> {
  const response = await fetch(new URL(ADDRESS, document.baseURI), { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const scoreboard = (await response.json()) as Scoreboard;
  if (scoreboard.version !== SCOREBOARD_VERSION || !Array.isArray(scoreboard.claims)) throw new Error('This is not a scoreboard of this version.');
  return scoreboard;
}
