/** Names at the ends of curves, kept apart where curves end close together; of many, as many as there is room for. */
import { memo } from 'react';
import { chosenLabels, keptApart, LINE_HEIGHT, type Place, type Room } from './labels';
import { runStyle } from './runStyle';

export interface EndLabel extends Place {
  id: string;
  slot: number;
  name: string;
}

interface EndLabelsProps {
  /** The most important first. */
  labels: readonly EndLabel[];
  room: Room;
  currentId: string;
}

/** More names than this beside each other are no longer read. */
const MOST_LABELS = 8;
/** Names moved further than this are tied to their curve. */
const FAR = 5;

export const EndLabels = memo(function EndLabels({ labels, room, currentId }: EndLabelsProps) {
  const most = Math.min(MOST_LABELS, Math.max(1, Math.floor((room.bottom - room.top) / LINE_HEIGHT)));
  const ends = new Map(labels.map((label) => [label.id, label]));
  return (
    <g className="end-labels">
      {keptApart(chosenLabels(labels, most), room).map(({ id, slot, name, x, y }) => {
        const end = ends.get(id)!;
        const { colour } = runStyle(slot);
        return (
          <g key={id}>
            {Math.abs(end.y - y) > FAR && <path d={`M${x + 3} ${end.y}L${x + 10} ${y}`} stroke={colour} strokeWidth="1" opacity="0.6" />}
            <text x={x + 12} y={y} dy="0.35em" fill={colour} fontWeight={id === currentId ? 650 : 500}>
              {name}
            </text>
          </g>
        );
      })}
    </g>
  );
});
