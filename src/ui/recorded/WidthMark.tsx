/** Where the slider stands, within a chart whose horizontal axis is the base-2 logarithm of the width. Alone follows the thumb. */
import { usePlotArea, useXAxisScale } from 'recharts';
import { useLabState } from '../../runs/useLab';
import { formatWhole } from '../text/format';

export function WidthMark() {
  const width = useLabState(({ draggedWidth, experiment }) => draggedWidth ?? experiment.width);
  const scale = useXAxisScale();
  const area = usePlotArea();
  if (!scale || !area) return null;
  const x = Number(scale(Math.log2(width)));
  if (!Number.isFinite(x)) return null; // not laid out yet
  // Outside the recorded widths it waits at the edge.
  const at = Math.min(area.x + area.width, Math.max(area.x, x));
  const isLeft = at > area.x + area.width / 2;
  return (
    <g className="width-mark">
      <path d={`M${at} ${area.y}V${area.y + area.height}`} stroke="var(--lever)" strokeWidth="2" />
      <text x={at + (isLeft ? -6 : 6)} y={area.y + area.height - 6} textAnchor={isLeft ? 'end' : 'start'} fill="var(--lever)">
        D = {formatWhole(width)}
      </text>
    </g>
  );
}
