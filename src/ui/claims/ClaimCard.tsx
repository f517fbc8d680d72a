/** One claim: the sentence and its verdict; unfolded, what to look at, what would refute it, and the runs. */
import { surenessWords, type Claim } from '../../experiment/claims/claim';
import { isNeighbour } from '../../experiment/claims/claimPresets';
import type { MeasuredClaim } from '../../experiment/claims/scoreboard';
import { ConditionTable } from './ConditionTable';
import { EffectList } from './EffectList';
import { VerdictBadge } from './VerdictBadge';

interface ClaimCardProps {
  claim: Claim;
  /** Undefined while it is being loaded, and where it cannot be. */
  measured: MeasuredClaim | undefined;
}

export function ClaimCard({ claim, measured }: ClaimCardProps) {
  const { id, sentence, source, sureness, reported, look, refute, limits } = claim;
  return (
    <details className="claim" data-claim={id}>
      <summary>
        <span className="claim-id">{isNeighbour(id) ? '' : id}</span>
        <span className="claim-sentence">{sentence}</span>
        {measured && <VerdictBadge measured={measured} />}
      </summary>
      <div className="claim-body">
        <dl className="claim-facts">
          <div>
            <dt>Source</dt>
            <dd>
              <a href={source.address}>{source.text}</a>. {surenessWords[sureness]}
            </dd>
          </div>
          {reported && (
            <div>
              <dt>It reports</dt>
              <dd>{reported}</dd>
            </div>
          )}
          <div>
            <dt>Look at</dt>
            <dd>{look}</dd>
          </div>
          <div>
            <dt>Refuted by</dt>
            <dd>{refute}</dd>
          </div>
          <div>
            <dt>Limits here</dt>
            <dd>{limits}</dd>
          </div>
        </dl>
        {measured && <EffectList {...measured} />}
        <ConditionTable claim={claim} measured={measured?.conditions ?? []} />
      </div>
    </details>
  );
}
