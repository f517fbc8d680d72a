/**
 * A drawing over steps or seconds: measured room, axes, curves in it, and the crosshair that all such drawings share. Drawn as
 * plain SVG rather than by Recharts, which keeps an object per value and draws everything anew under a moving pointer.
 */
import { memo, type ReactNode, useId, useMemo, useRef } from 'react';
import { formatWhole } from '../text/format';
import { type Axis, ticksOf } from './axis';
import { type Course, courseName } from './course';
import { Crosshair } from './Crosshair';
import './plot.css';
import type { Reading } from './reading';
import { useCrosshairKeys, useCrosshairPointer } from './useCrosshair';
import { usePlotSize } from './usePlotSize';

/** Where curves are drawn, in pixels of the plot. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Behind the end of the axis, for names. */
  readonly room: number;
}

/** An upright axis within a part of the height, so that curves of two kinds share a plot without ever crossing. */
export interface Band {
  readonly axis: Axis;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  /** Shares of the height, from the bottom. */
  readonly bottom: number;
  readonly top: number;
  readonly side: 'left' | 'right';
  readonly grid: boolean;
  /** Written at its upper left; where left out, the figure says what it is. */
  readonly name?: string | undefined;
}

/** Height of a value from the top of the plot, 0…1. */
export function heightIn({ axis, bottom, top }: Band, value: number): number {
  return 1 - bottom - (top - bottom) * axis.place(value);
}

export interface PlotProps {
  name: string;
  className: string;
  course: Course;
  bands: readonly Band[];
  /** Pixels behind the end of the axis, for names. */
  room?: number;
  /** Whether the axis below is named; small plots leave that to their neighbours. */
  named?: boolean;
  children: (area: PlotArea) => ReactNode;
  read: (at: number, height: number) => Reading | null;
  /** The curve that the crosshair stands on, drawn once more above all others. */
  highlight?: (id: string, area: PlotArea) => ReactNode;
}

const NARROW = 520;
const TICK_HEIGHT = 20;
const NAME_HEIGHT = 16;
const TOP = 8;
/** Pixels per tick of the axis below. */
const TICK_ROOM = 84;

export function Plot({ name, className, course, bands, room = 8, named = false, children, read, highlight }: PlotProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = usePlotSize(frame);
  const tickWidth = width < NARROW ? 40 : 48;
  const right = bands.some(({ side }) => side === 'right') ? tickWidth : 0;
  const area = useMemo<PlotArea>(
    () => ({
      left: tickWidth,
      top: TOP,
      width: Math.max(1, width - tickWidth - right - room),
      height: Math.max(1, height - TOP - TICK_HEIGHT - (named ? NAME_HEIGHT : 0)),
      room,
    }),
    [width, height, tickWidth, right, room, named],
  );
  const pointer = useCrosshairPointer(id, course, area);
  const keys = useCrosshairKeys(id, course, read);
  return (
    <div
      ref={frame}
      className={`plot own-plot ${className}`}
      role="application"
      tabIndex={0}
      aria-label={`${name}. Left and right arrow keys move the crosshair, up and down choose what it reads, Enter reads it out.`}
      {...pointer}
      {...keys}
    >
      {width > 0 && (
        <>
          <svg className="plot-surface" width={width} height={height} role="img" aria-label={name}>
            <Axes {...{ course, bands, area, named }} />
            {children(area)}
          </svg>
          <Crosshair plot={id} {...{ course, area, read, highlight }} />
        </>
      )}
    </div>
  );
}

const Axes = memo(function Axes({ course, bands, area, named }: Pick<PlotProps, 'course' | 'bands'> & { area: PlotArea; named: boolean }) {
  const { left, top, width, height, room } = area;
  const bottom = top + height;
  const end = left + width + room;
  return (
    <g>
      {bands.map((band) => (
        <g key={band.side}>
          {band.ticks.map((tick) => {
            const y = top + heightIn(band, tick) * height;
            return (
              <g key={tick}>
                {band.grid && <line x1={left} x2={end} y1={y} y2={y} stroke="var(--rule)" />}
                <text className="tick" x={band.side === 'left' ? left - 8 : end + 8} y={y} dy="0.35em" textAnchor={band.side === 'left' ? 'end' : 'start'}>
                  {band.format(tick)}
                </text>
              </g>
            );
          })}
          {band.name && (
            <text className="band-title" x={left + 6} y={top + (1 - band.top) * height - 5}>
              {band.name}
            </text>
          )}
        </g>
      ))}
      <line x1={left} x2={end} y1={bottom} y2={bottom} stroke="var(--edge)" />
      {ticksOf(course.axis, course.first, Math.max(2, Math.floor(width / TICK_ROOM))).map((tick) => (
        <text key={tick} className="tick" x={left + course.axis.place(tick) * width} y={bottom + 15} textAnchor="middle">
          {writePlace(course, tick, named)}
        </text>
      ))}
      {named && (
        <text className="axis-label" x={left + width / 2} y={bottom + 31} textAnchor="middle">
          {courseName(course)}
        </text>
      )}
    </g>
  );
});

/** Where the axis has no name, seconds say what they are. */
function writePlace({ unit }: Course, at: number, named: boolean): string {
  if (unit === 'steps') return formatWhole(at);
  return named || at === 0 ? String(at) : `${at}\u202fs`;
}
