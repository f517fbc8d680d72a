/**
 * The curves of one run, or of the mean of its seeds: loss, online probe, refit probe, each one path. Drawn again only when
 * it, the axes or the room change: of twenty runs, nineteen are finished.
 */
import { memo } from 'react';
import { spanInColumns, thinInColumns, thinRows } from '../../record/thin';
import { shareOf, type Course } from './course';
import type { Drawn, Mark } from './drawn';
import { type Band, heightIn, type PlotArea } from './Plot';
import { DIMMED, Marker, runStyle } from './runStyle';

/** `current`: the newest; `crowd`: one of many others; `back`: a member of a mean that is drawn instead. */
export type Look = 'current' | 'other' | 'crowd' | 'back';

const OPACITY: Readonly<Record<Look, number>> = { current: 1, other: DIMMED, crowd: DIMMED, back: 0.25 };
/** Of the online probe within that: twenty dotted lines would hide the refit probe, which they lag behind. */
const ONLINE_OPACITY: Readonly<Record<Look, number>> = { current: 1, other: 1, crowd: 0.35, back: 0 };

/** More online measurements than this cannot be told apart. */
const MOST_MARKS = 400;
/** Pixels whose losses are drawn as one stroke from the lowest to the highest. */
const COLUMN = 1.5;

export interface CurvesFrame {
  readonly course: Course;
  readonly area: PlotArea;
  readonly loss: Band;
  readonly accuracy: Band;
}

export const DrawnCurves = memo(function DrawnCurves({ drawn, look, course, area, loss, accuracy }: CurvesFrame & { drawn: Drawn; look: Look }) {
  // A run of which no two times are known has no place on an axis of seconds.
  if (shareOf(course, drawn.clock, 1) === null) return null;
  const { colour, dash } = runStyle(drawn.slot);
  const x = (step: number) => area.left + (shareOf(course, drawn.clock, step) ?? 0) * area.width;
  const y = (band: Band) => (value: number) => area.top + heightIn(band, band.axis.log ? Math.max(value, band.axis.low) : value) * area.height;
  const [lossAt, accuracyAt] = [y(loss), y(accuracy)];
  const columnOf = (step: number) => Math.floor(x(step) / COLUMN);
  const online = look === 'back' ? [] : thinRows(drawn.online, MOST_MARKS, () => false);
  const refit = drawn.refit.map((mark) => ({ ...mark, x: x(mark.step), y: accuracyAt(mark.value) }));
  const isCurrent = look === 'current';
  const markers = look === 'back' ? [] : look === 'crowd' ? refit.filter((_, index) => index === 0 || index === refit.length - 1) : refit;
  return (
    <g opacity={OPACITY[look]} color={colour} fill="none" stroke={colour} strokeLinejoin="round">
      {drawn.lossInterval && (
        <Interval at={spanInColumns(drawn.lossInterval.low, drawn.lossInterval.high, columnOf)} x={x} y={lossAt} />
      )}
      <Interval at={drawn.refit.flatMap(spanOf)} x={x} y={accuracyAt} />
      <path d={join(thinInColumns(drawn.losses, columnOf), x, lossAt)} strokeWidth={isCurrent ? 1.75 : 1.25} strokeDasharray={dash} />
      <path d={join(online, x, accuracyAt)} strokeWidth="1.25" strokeDasharray="1.5 2.5" opacity={ONLINE_OPACITY[look]} />
      <path d={join(drawn.refit, x, accuracyAt)} strokeWidth={isCurrent ? 2.25 : 1.5} />
      {markers.map((mark) => <Marker key={mark.step} slot={drawn.slot} x={mark.x} y={mark.y} hollow={mark.step === 0} />)}
    </g>
  );
});

interface Span {
  step: number;
  low: number;
  high: number;
}

function spanOf({ step, low, high }: Mark): Span[] {
  return low === undefined || high === undefined ? [] : [{ step, low, high }];
}

function Interval({ at, x, y }: { at: readonly Span[]; x: (step: number) => number; y: (value: number) => number }) {
  if (at.length < 2) return null;
  const above = at.map(({ step, high }) => place(x(step), y(high)));
  const below = at.map(({ step, low }) => place(x(step), y(low))).reverse();
  return <path className="interval" d={`M${[...above, ...below].join('L')}Z`} />;
}

function join(marks: readonly Mark[], x: (step: number) => number, y: (value: number) => number): string {
  return marks.length === 0 ? '' : `M${marks.map(({ step, value }) => place(x(step), y(value))).join('L')}`;
}

function place(x: number, y: number): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
