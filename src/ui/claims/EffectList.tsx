/** Every effect of a claim with its interval and verdict, and what is still missing. */
import { spellEffect, spellSeeds } from '../../experiment/claims/wording';
import type { MeasuredClaim, MeasuredEffect } from '../../experiment/claims/scoreboard';

const expected: Readonly<Record<MeasuredEffect['expect'], string>> = { more: 'claimed > 0', same: 'claimed within ±2' };

export function EffectList({ effects, missing }: Pick<MeasuredClaim, 'effects' | 'missing'>) {
  return (
    <div className="claim-effects">
      <p className="claim-effects-head">Measured on this page</p>
      <ul>
        {effects.map((effect) => (
          <li key={effect.name}>
            <span>
              {effect.name} <span className="soft">({expected[effect.expect]})</span>
            </span>
            <strong>{spellEffect(effect)}</strong>
            <span className="soft">{effect.interval && `${effect.verdict}, ${spellSeeds(effect.interval.seeds)}`}</span>
          </li>
        ))}
      </ul>
      {missing && <p className="small soft">{missing}</p>}
    </div>
  );
}
