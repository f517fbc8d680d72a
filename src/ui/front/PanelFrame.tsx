/** What every panel has: grid, accuracy ticks, and the line of guessing. */
import { memo } from 'react';
import { type Geometry, type Height, type PanelBox, shareTicks } from './geometry';
import { percent } from './words';

interface PanelFrameProps {
  geometry: Geometry;
  box: PanelBox;
  y: Height;
  most: number;
  chance: number;
  /** Whether the ticks are written: at the first panel only, since all share them. */
  isFirst: boolean;
  /** Where the names of the curves stand; the name of the line keeps away from them. */
  side: 'left' | 'right';
  /** Whether there is room for that name behind the panel. */
  aside: boolean;
}

export const PanelFrame = memo(function PanelFrame({ geometry, box, y, most, chance, isFirst, side, aside }: PanelFrameProps) {
  return (
    <g className="frame">
      {shareTicks(most, geometry).map((share) => (
        <g key={share}>
          <path className={share === 0 ? 'base' : 'grid'} d={`M${box.left} ${y(share)}H${box.right}`} />
          {isFirst && (
            <text className="tick" x={box.left - 6} y={y(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          )}
        </g>
      ))}
      <path className="chance" d={`M${box.left} ${y(chance)}H${box.right}`} />
      <text className="tick" {...(aside ? { x: box.right + 4, y: y(chance) + 4 } : side === 'left' ? { x: box.right - 2, y: y(chance) + 13, textAnchor: 'end' } : { x: box.left + 2, y: y(chance) + 13 })}>
        guessing
      </text>
    </g>
  );
});
