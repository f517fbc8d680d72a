/**
 * The crosshair over one plot: a line at the shared place and, where it is pointed at, what it reads. It lies above the
 * drawing on layers of its own, so that following the pointer draws no curve again.
 */
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Course } from './course';
import { crosshair, pointAt } from './crosshair';
import type { PlotArea } from './Plot';
import { pointedAt, type Reading } from './reading';
import { ReadingTable } from './ReadingTable';
import { runStyle } from './runStyle';

interface CrosshairProps {
  plot: string;
  course: Course;
  area: PlotArea;
  read: (at: number, height: number) => Reading | null;
  highlight: ((id: string, area: PlotArea) => ReactNode) | undefined;
}

/** Between the line and the reading. */
const GAP = 14;
/** On narrower plots the reading has no room beside the line. */
const NARROW = 420;

export function Crosshair({ plot, course, area, read, highlight }: CrosshairProps) {
  const place = useStore(crosshair, (state) => state.place);
  if (!place || place.at > course.axis.high) return null;
  const x = area.left + course.axis.place(place.at) * area.width;
  const isHere = place.plot === plot;
  const reading = isHere ? read(place.at, place.height) : null;
  const pointed = reading && (pointedAt(reading, place.height)?.id ?? null);
  return (
    <div className="crosshair">
      {pointed !== null && highlight && <Highlight id={pointed} area={area} highlight={highlight} />}
      <svg className="crosshair-line" width="1" height={area.height} style={{ transform: `translate(${x}px, ${area.top}px)` }}>
        <path d={`M0 0V${area.height}`} />
        {reading && <Marks reading={reading} tall={area.height} />}
      </svg>
      {reading && (
        <div className={area.width < NARROW ? 'crosshair-sheet' : 'crosshair-reading'} style={{ transform: besideOf(x, place.height, area) }}>
          <ReadingTable reading={reading} pointed={pointed} />
        </div>
      )}
      {isHere && <LeaveOnTouchElsewhere />}
    </div>
  );
}

/** Drawn when another curve is pointed at, not with every move. */
const Highlight = memo(function Highlight({ id, area, highlight }: { id: string; area: PlotArea; highlight: (id: string, area: PlotArea) => ReactNode }) {
  return <svg className="crosshair-highlight">{highlight(id, area)}</svg>;
});

function Marks({ reading: { rows }, tall }: { reading: Reading; tall: number }) {
  return rows.map(({ id, slot, heights }) => (
    <g key={id} fill={runStyle(slot).colour}>
      {heights.map((height, index) => (
        <circle key={index} r="3.5" cy={height * tall} />
      ))}
    </g>
  ));
}

/** On the side of the line that has more room, above or below the pointer, yet within the plot. Percentages are of the reading: nothing is measured. */
function besideOf(x: number, height: number, { left, top, width, height: tall, room }: PlotArea): string {
  const y = top + height * tall;
  if (width < NARROW) return height > 0.5 ? `translateY(${top}px)` : `translateY(calc(${top + tall}px - 100%))`;
  const across = x > left + width / 2 ? `max(0px, ${x - GAP}px - 100%)` : `min(${left + width + room}px - 100%, ${x + GAP}px)`;
  const down = height > 0.5 ? `max(0px, ${y}px - 100%)` : `${y}px`;
  return `translate(${across}, ${down})`;
}

/** A finger that was lifted leaves the reading there, until another place is touched. */
function LeaveOnTouchElsewhere() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const leave = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || !mark.current?.closest('.own-plot')?.contains(target)) pointAt(null);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, []);
  return <span ref={mark} hidden />;
}
