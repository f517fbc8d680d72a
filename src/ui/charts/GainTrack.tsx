/** From the untrained network (hollow) to the trained one (filled), on a scale from 0 to 100 %: a lane per run. */
import type { Run } from '../../runs/run';
import { DIMMED, Marker, runStyle } from './runStyle';

export interface Change {
  run: Run;
  /** Null where there is nothing to compare with. */
  from: number | null;
  to: number;
}

interface GainTrackProps {
  /** Accuracy of guessing. */
  /** Null where the number of classes is not known: of a run from elsewhere. */
  chance: number | null;
  changes: readonly Change[];
  currentId: string;
}

const LANE = 12;
const TICKS = [0, 25, 50, 75, 100];

/** Places are percentages of the track, so that markers keep their shape. */
export function GainTrack({ chance, changes, currentId }: GainTrackProps) {
  const height = LANE * Math.max(1, changes.length) + 6;
  return (
    <svg className="task-track" width="100%" height={height} role="presentation">
      {TICKS.map((tick) => (
        <line key={tick} x1={`${tick}%`} x2={`${tick}%`} y1="0" y2={height} stroke="var(--rule)" />
      ))}
      {chance !== null && <line x1={`${100 * chance}%`} x2={`${100 * chance}%`} y1="0" y2={height} stroke="var(--ink-soft)" strokeWidth="2" />}
      {changes.map(({ run, from, to }, lane) => {
        const y = LANE * (lane + 0.5) + 3;
        const isCurrent = run.id === currentId;
        return (
          <g key={run.id} opacity={isCurrent ? 1 : DIMMED}>
            {from !== null && (
              <>
                <line x1={`${100 * from}%`} x2={`${100 * to}%`} y1={y} y2={y} stroke={runStyle(run.slot).colour} strokeWidth={isCurrent ? 3 : 2} />
                <svg x={`${100 * from}%`} overflow="visible">
                  <Marker slot={run.slot} x={0} y={y} hollow />
                </svg>
              </>
            )}
            <svg x={`${100 * to}%`} overflow="visible">
              <Marker slot={run.slot} x={0} y={y} />
            </svg>
          </g>
        );
      })}
    </svg>
  );
}

/** The numbers below the tracks. */
export function GainScale() {
  return (
    <span className="task-scale">
      {TICKS.map((tick) => (
        <span key={tick} style={{ left: `${tick}%` }}>
          {tick === 100 ? '100 %' : tick}
        </span>
      ))}
    </span>
  );
}
