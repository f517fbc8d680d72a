/** Runs trained here, on the recorded chart: a filled dot after training, a hollow one before, each with its error. Other settings have another shape. */
import { memo } from 'react';
import { type Geometry, type Height, type PanelBox, placeOfWidth } from './geometry';
import type { OwnMark } from './ownRuns';

interface OwnMarksProps {
  geometry: Geometry;
  box: PanelBox;
  y: Height;
  marks: readonly OwnMark[];
}

export const OwnMarks = memo(function OwnMarks({ geometry, box, y, marks }: OwnMarksProps) {
  return (
    <g className="own-marks">
      {marks.map((mark) => {
        const x = placeOfWidth(box, mark.width);
        const [before, after] = [y(mark.untrained), y(mark.trained)];
        const toLeft = x > (box.left + box.right) / 2;
        return (
          <g key={`${mark.family} ${mark.width}`} data-testid="own-mark">
            <path className="own-error" d={`M${x} ${y(mark.trained + mark.trainedHalf)}V${y(Math.max(0, mark.trained - mark.trainedHalf))}`} />
            <path className="own-error before" d={`M${x} ${y(mark.untrained + mark.untrainedHalf)}V${y(Math.max(0, mark.untrained - mark.untrainedHalf))}`} />
            <Shape x={x} y={before} filled={false} other={!mark.isRecordedFamily} />
            <Shape x={x} y={after} filled other={!mark.isRecordedFamily} />
            {!geometry.compact && (
              <text className="own-name" x={toLeft ? x - 10 : x + 10} y={after + 4} textAnchor={toLeft ? 'end' : 'start'}>
                yours{mark.seeds > 1 ? `, ${mark.seeds} seeds` : ''}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
});

function Shape({ x, y, filled, other }: { x: number; y: number; filled: boolean; other: boolean }) {
  const className = filled ? 'own-dot' : 'own-dot hollow';
  return other ? <path className={className} d={`M${x} ${y - 6}l6 6-6 6-6-6z`} /> : <circle className={className} cx={x} cy={y} r={filled ? 5 : 4} />;
}
