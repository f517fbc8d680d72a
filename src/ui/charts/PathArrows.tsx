/** Which way each path goes: small arrows on its longer pieces, its start and its end in words. */
import { useXAxisScale, useYAxisScale } from 'recharts';
import { nameRun } from '../../runs/naming';
import type { Run } from '../../runs/run';
import type { RefitMark } from './curveRows';
import { chosenLabels, keptApart } from './labels';
import { runStyle } from './runStyle';

/** A refit measurement with the loss that the run had by then: one corner of a path. */
export interface PathMark extends RefitMark {
  loss: number;
  run: Run;
}

/** More names than this hide the paths. */
const MOST_LABELS = 8;

/** An arrow on a shorter piece would hide it. */
const SHORTEST_PIECE = 26;

interface PathArrowsProps {
  paths: readonly { run: Run; marks: readonly PathMark[] }[];
  currentId: string;
  /** Accuracies between which names may lie. */
  within: readonly [low: number, high: number];
}

export function PathArrows({ paths, currentId, within: [low, high] }: PathArrowsProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const room = { top: y(high) ?? 0, bottom: y(low) ?? 0 };
  const newestFirst = [...paths].reverse().sort((a, b) => Number(b.run.id === currentId) - Number(a.run.id === currentId));
  const ends = newestFirst.flatMap(({ run, marks }) => {
    const last = marks[marks.length - 1];
    return last && marks.length > 1 ? [{ run, x: x(last.loss) ?? 0, y: y(last.accuracy) ?? 0 }] : [];
  });
  return (
    <g className="end-labels">
      {paths.map(({ run, marks }) => {
        const places = marks.map((mark) => ({ x: x(mark.loss) ?? 0, y: y(mark.accuracy) ?? 0 }));
        const { colour } = runStyle(run.slot);
        const start = places[0];
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
          </g>
        );
      })}
      {keptApart(chosenLabels(ends, MOST_LABELS), room).map(({ run, x: end, y: height }) => (
        <text key={run.id} x={end + 9} y={height + 4} fill={runStyle(run.slot).colour} fontWeight={run.id === currentId ? 650 : 500}>
          {nameRun(run.experiment)}
        </text>
      ))}
    </g>
  );
}
