/** Accuracy against width, untrained and trained, and what lies between: everything in a panel that does not move with the handle. */
import { memo } from 'react';
import type { WidthEffect } from '../../record/effects';
import { clearOf, type Geometry, type Height, path, type PanelBox, type Place, placeOfWidth } from './geometry';
import type { TaskAnswer } from './verdict';

/** Room for “before training” at the size of the labels. */
const LABEL = 96;
const COMPACT_LABEL = 44;

interface PanelByWidthProps {
  geometry: Geometry;
  box: PanelBox;
  y: Height;
  answer: TaskAnswer;
  /** Where the names of the curves stand: away from the handle. */
  side: 'left' | 'right';
  /** While a visitor guesses, what training did is not shown. */
  veiled: boolean;
}

export const PanelByWidth = memo(function PanelByWidth({ geometry, box, y, answer, side, veiled }: PanelByWidthProps) {
  const { effects } = answer;
  const at = (share: (effect: WidthEffect) => number) => effects.map((effect): Place => ({ x: placeOfWidth(box, effect.width), y: y(share(effect)) }));
  const untrained = at((effect) => effect.untrained.mean);
  const trained = at((effect) => effect.trained.mean);
  const labelled = geometry.compact ? COMPACT_LABEL : LABEL;
  const span = side === 'left' ? { from: box.first, to: box.first + labelled } : { from: box.last - labelled, to: box.last };
  const anchor = side === 'left' ? ({ x: box.first - 6, textAnchor: 'start' } as const) : ({ x: box.last + 6, textAnchor: 'end' } as const);
  // What is above at the end where the names stand.
  const end = side === 'left' ? 0 : effects.length - 1;
  const isBelow = trained[end]!.y > untrained[end]!.y;
  const whole = [...effects.flatMap(({ width, untrained: { low, high } }) => ends(box, y, width, low, high))];
  return (
    <g className="by-width">
      {!veiled && (
        <g className="unveiled">
          {effects.slice(1).map((right, index) => (
            <path
              key={right.width}
              className={right.gain.mean + effects[index]!.gain.mean < 0 ? 'gap removed' : 'gap added'}
              d={`${path([untrained[index]!, untrained[index + 1]!, trained[index + 1]!, trained[index]!])}Z`}
            />
          ))}
          <Whiskers effects={effects} of="trained" box={box} y={y} offset={1.5} />
          <path className="curve trained" d={path(trained)} />
          {trained.map(({ x, y: height }) => (
            <circle key={x} className="dot trained" cx={x} cy={height} r={2.6} />
          ))}
          <text className="curve-name trained" y={clearOf(trained, span, isBelow ? 'below' : 'above')} {...anchor}>
            {geometry.compact ? 'after' : 'after training'}
          </text>
        </g>
      )}
      <Whiskers effects={effects} of="untrained" box={box} y={y} offset={-1.5} />
      <path className="curve untrained" d={path(untrained)} />
      <text className="curve-name untrained" y={clearOf(veiled ? [...untrained, ...whole] : untrained, span, isBelow || veiled ? 'above' : 'below')} {...anchor}>
        {geometry.compact ? 'before' : 'before training'}
      </text>
    </g>
  );
});

function ends(box: PanelBox, y: Height, width: number, low: number | null, high: number | null): Place[] {
  return [low, high].filter((share) => share !== null).map((share) => ({ x: placeOfWidth(box, width), y: y(share) }));
}

/** 95 % intervals over seeds. */
function Whiskers({ effects, of, box, y, offset }: { effects: readonly WidthEffect[]; of: 'trained' | 'untrained'; box: PanelBox; y: Height; offset: number }) {
  const lines = effects.flatMap((effect) => {
    const { low, high } = effect[of];
    return low === null || high === null ? [] : [`M${(placeOfWidth(box, effect.width) + offset).toFixed(1)} ${y(Math.max(0, low)).toFixed(1)}V${y(high).toFixed(1)}`];
  });
  return <path className={`whiskers ${of}`} d={lines.join('')} />;
}
