/** The D axis below a panel, and the handle on it. */
import { memo } from 'react';
import { formatWhole } from '../text/format';
import { type Geometry, type PanelBox, placeOfWidth, railTicks } from './geometry';
import { useShownWidth } from './useShownWidth';

interface RailProps {
  geometry: Geometry;
  box: PanelBox;
}

export const Rail = memo(function Rail({ geometry: { rail, compact }, box }: RailProps) {
  const written = railTicks(box);
  return (
    <g className="rail">
      <path className="rail-line" d={`M${box.first} ${rail}H${box.last}`} />
      {written.map((width) => (
        <g key={width}>
          <path className="rail-tick" d={`M${placeOfWidth(box, width)} ${rail - 4}v8`} />
          <text className="tick" x={placeOfWidth(box, width)} y={rail + 22} textAnchor="middle">
            {formatWhole(width)}
          </text>
        </g>
      ))}
      <text className="axis-name" x={(box.left + box.right) / 2} y={rail + 36} textAnchor="middle">
        {compact ? 'width D of the last block' : 'width D of the last block: how many numbers describe an image'}
      </text>
    </g>
  );
});

export function Knob({ geometry: { rail, compact }, box }: RailProps) {
  const width = useShownWidth();
  const x = placeOfWidth(box, width);
  const radius = compact ? 12 : 10;
  return (
    <g className="knob">
      <text className="knob-name" x={x} y={rail + 22} textAnchor="middle">
        {formatWhole(width)}
      </text>
      <circle className="knob-ring" cx={x} cy={rail} r={radius + 3} />
      <circle className="knob-face" cx={x} cy={rail} r={radius} />
      <path className="knob-grip" d={`M${x - 2} ${rail - 3.5}l-3.5 3.5 3.5 3.5M${x + 2} ${rail - 3.5}l3.5 3.5-3.5 3.5`} />
    </g>
  );
}
