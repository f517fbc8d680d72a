/** Which way each path goes: small arrows on its longer pieces, its start and its end in words. */
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { nameRun } from '../../runs/naming';
import type { Run } from '../../runs/run';
import type { PathMark } from './PathChart';
import { runStyle } from './runStyle';

/** An arrow on a shorter piece would hide it. */
const SHORTEST_PIECE = 26;

interface PathArrowsProps {
  paths: readonly { run: Run; marks: readonly PathMark[] }[];
  currentId: string;
}

export function PathArrows({ paths, currentId }: PathArrowsProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  return (
    <g className="end-labels">
      {paths.map(({ run, marks }) => {
        const places = marks.map((mark) => ({ x: x(mark.loss) ?? 0, y: y(mark.accuracy) ?? 0 }));
        const { colour } = runStyle(run.slot);
        const start = places[0];
        const end = places[places.length - 1];
        const isCurrent = run.id === currentId;
        return (
          <g key={run.id} fill={colour}>
            {places.slice(1).map((to, index) => {
              const from = places[index]!;
              const length = Math.hypot(to.x - from.x, to.y - from.y);
              if (length < SHORTEST_PIECE) return null;
              const turn = (180 / Math.PI) * Math.atan2(to.y - from.y, to.x - from.x);
              return <path key={index} d="M5 0L-4 -4.5V4.5Z" transform={`translate(${(from.x + to.x) / 2} ${(from.y + to.y) / 2}) rotate(${turn})`} />;
            })}
            {start && isCurrent && (
              <text x={start.x + 8} y={start.y + ((places[1]?.y ?? 0) > start.y ? -8 : 16)}>
                untrained
              </text>
            )}
            {end && places.length > 1 && (
              <text
                x={Math.min(end.x, plot.x + plot.width - 4)}
                y={end.y - 9}
                textAnchor={end.x > plot.x + plot.width / 2 ? 'end' : 'start'}
                fontWeight={isCurrent ? 650 : 500}
              >
                {nameRun(run.experiment)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
