/**
 * What the scoreboard measured of these very settings, beside the runs that a claim compares them with: instead of nothing, before the
 * visitor has trained anything.
 */
import type { ReactNode } from 'react';
import { isNeighbour } from '../../experiment/claims/claimPresets';
import { claims } from '../../experiment/claims/claims';
import { conditionLink } from '../../experiment/claims/conditions';
import type { Interval, MeasuredCondition } from '../../experiment/claims/scoreboard';
import { spellPercent } from '../../experiment/claims/wording';
import type { Experiment } from '../../experiment/fields';
import { EffectList } from './EffectList';
import '../charts/tables.css';
import './claims.css';
import './measuredPreset.css';
import { useScoreboard } from './useScoreboard';
import { VerdictBadge } from './VerdictBadge';

interface MeasuredPresetProps {
  experiment: Experiment;
  /** Shown where no claim has these settings; nothing if left out. */
  otherwise?: ReactNode;
}

export default function MeasuredPreset({ experiment, otherwise = null }: MeasuredPresetProps) {
  const link = conditionLink(experiment);
  const isTested = claims.some(({ conditions }) => conditions.some((condition) => condition.link === link));
  return isTested ? <Measured link={link} otherwise={otherwise} /> : otherwise;
}

function Measured({ link, otherwise }: { link: string; otherwise: ReactNode }) {
  const { scoreboard, problem } = useScoreboard();
  if (!scoreboard) return problem ? otherwise : <p className="small soft">Loading what was measured…</p>;
  const fitting = scoreboard.claims.filter(({ conditions }) => conditions.some((condition) => condition.link === link && condition.measured));
  const [measured, ...others] = fitting;
  if (!measured) return otherwise;
  const claim = claims.find(({ id }) => id === measured.id)!;
  const rows = measured.conditions.filter((condition): condition is MeasuredCondition & { measured: object } => condition.measured !== null);
  const scale = scaleOf(rows.flatMap(({ measured: { untrained, trained } }) => [untrained, trained]));
  return (
    <section className="measured-preset" aria-label="Measured with these settings">
      <div className="measured-head">
        <p>
          {isNeighbour(claim.id) ? '' : <span className="claim-id">{claim.id} </span>}
          {claim.sentence}
        </p>
        <VerdictBadge measured={measured} />
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Runs of the scoreboard">
        <table>
          <caption className="visually-hidden">Probe accuracy of the runs of this claim, in per cent</caption>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th className="measured-track" aria-hidden="true" />
              <th scope="col" className="roomy">
                Untrained
              </th>
              <th scope="col">Trained</th>
              <th scope="col">Gain</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, link: own, measured: { untrained, trained, gain } }) => (
              <tr key={own} className={own === link ? 'measured-own' : undefined}>
                <th scope="row">
                  {label.replaceAll(' = ', '\u00a0=\u00a0')}
                  {own === link && <span className="soft"> (as set)</span>}
                </th>
                <td className="measured-track" aria-hidden="true">
                  <Track {...{ untrained, trained, scale }} />
                </td>
                <td className="roomy">{spellPercent(untrained)}</td>
                <td>{spellPercent(trained)}</td>
                <td>{spellPercent(gain)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot aria-hidden="true">
            <tr>
              <td />
              <td className="measured-track measured-scale">
                <span>{Math.round(100 * scale.low)}</span>
                <span>{Math.round(100 * scale.high)} %</span>
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="small soft">Probe accuracy in per cent, mean over seeds with its 95 % interval; hollow: before training, filled: after it.</p>
      <EffectList {...measured} />
      <p className="small soft">
        Recorded for the scoreboard, not by you.{' '}
        <a href="#claims">{others.length > 0 ? `The same runs test ${others.length === 1 ? 'another claim' : `${others.length} other claims`} too.` : 'All claims'}</a>
      </p>
    </section>
  );
}

interface Scale {
  low: number;
  high: number;
}

const TEN = 0.1;

/** Whole tens of per cent around all values and intervals. */
function scaleOf(intervals: readonly Interval[]): Scale {
  const lowest = Math.min(...intervals.map(({ low, mean }) => low ?? mean));
  const highest = Math.max(...intervals.map(({ high, mean }) => high ?? mean));
  return { low: Math.max(0, Math.floor(lowest / TEN) * TEN), high: Math.min(1, Math.ceil(highest / TEN) * TEN) };
}

/** From the untrained network to the trained one. Places are percentages of the track, so that markers keep their shape. */
function Track({ untrained, trained, scale }: { untrained: Interval; trained: Interval; scale: Scale }) {
  const place = (value: number) => `${((100 * (Math.min(Math.max(value, scale.low), scale.high) - scale.low)) / (scale.high - scale.low)).toFixed(2)}%`;
  return (
    <svg width="100%" height="20" role="presentation">
      <line x1={place(untrained.mean)} x2={place(trained.mean)} y1="10" y2="10" stroke="var(--probe-soft)" strokeWidth="8" />
      {[untrained, trained].map(({ mean, low, high }, index) => (
        <g key={index} stroke="var(--probe)" strokeWidth="1.5">
          {low !== null && high !== null && <line x1={place(low)} x2={place(high)} y1="10" y2="10" />}
          <circle cx={place(mean)} cy="10" r="4.5" fill={index === 0 ? 'var(--surface)' : 'var(--probe)'} />
        </g>
      ))}
    </svg>
  );
}
