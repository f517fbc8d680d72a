/** The verdict in two words, with its first effect and the seeds behind it. */
import { seedsBehind, spellMeans, spellSeeds, spellVerdict } from '../../experiment/claims/wording';
import type { MeasuredClaim } from '../../experiment/claims/scoreboard';

export function VerdictBadge({ measured: { verdict, effects } }: { measured: MeasuredClaim }) {
  const seeds = seedsBehind(effects);
  return (
    <span className="verdict-room">
      <span className="verdict" data-verdict={seeds === 0 ? 'none' : verdict}>
        {spellVerdict(verdict, seeds)}
      </span>
      {seeds > 0 && (
        <span className="verdict-figures">
          {spellMeans(effects[0]!)}, {spellSeeds(seeds)}
        </span>
      )}
    </span>
  );
}
