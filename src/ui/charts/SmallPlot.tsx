/** A small drawing of one figure along runs, on a scale of its own, that shares the crosshair with the chart over steps. */
import { memo, useCallback, useMemo } from 'react';
import { linearAxis } from './axis';
import { type Course, shareOf, spellPlace, stepAt } from './course';
import { lineAt, markAt, type Drawn, type Mark } from './drawn';
import { type Band, heightIn, Plot, type PlotArea } from './Plot';
import { readNear } from './reading';
import { DIMMED, Marker, runStyle } from './runStyle';
import { extentOf, niceScale } from './scales';

export interface FigureCurve extends Pick<Drawn, 'id' | 'slot' | 'clock' | 'steps'> {
  /** In readings. */
  readonly name: string;
  readonly marks: readonly Mark[];
}

interface SmallPlotProps {
  name: string;
  className: string;
  course: Course;
  curves: readonly FigureCurve[];
  currentId: string;
  format: (value: number) => string;
  tick: (value: number) => string;
  ticks: number;
  /** Whether every measurement is marked; hollow is the untrained network. */
  marked: boolean;
  /** A value that is drawn as a line. */
  line?: number | undefined;
}

export function SmallPlot({ name, className, course, curves, currentId, format, tick, ticks, marked, line }: SmallPlotProps) {
  const band = useMemo((): Band => {
    const extent = extentOf([...curves.flatMap(({ marks }) => marks.map(({ value }) => value)), line]);
    const scale = niceScale(extent ?? { low: 0, high: 1 }, ticks);
    return { axis: linearAxis({ low: scale.domain[0], high: scale.domain[1] }), ticks: scale.ticks, format: tick, bottom: 0, top: 1, side: 'left', grid: false };
  }, [curves, line, ticks, tick]);
  const bands = useMemo(() => [band], [band]);
  const read = useCallback(
    (at: number, height: number) => {
      const rows = [...curves].reverse().flatMap(({ id, slot, name: run, clock, steps, marks }) => {
        const step = stepAt(course, clock, at);
        const mark = step === null || step > steps ? null : markAt(marks, step);
        if (step === null || !mark) return [];
        return [{ id, slot, name: run, values: [format(mark.value)], heights: [heightIn(band, lineAt(marks, step) ?? mark.value)] }];
      });
      return readNear(`${name}, ${spellPlace(course, at).toLowerCase()}`, [], rows, height);
    },
    [curves, course, band, name, format],
  );
  return (
    <Plot name={`${name} along the runs`} className={className} course={course} bands={bands} read={read}>
      {(area) => (
        <>
          {line !== undefined && <Level at={line} band={band} area={area} />}
          {curves.map((curve) => (
            <FigureLine key={curve.id} curve={curve} isCurrent={curve.id === currentId} {...{ course, band, area, marked }} />
          ))}
        </>
      )}
    </Plot>
  );
}

function Level({ at, band, area: { left, top, width, height } }: { at: number; band: Band; area: PlotArea }) {
  const y = top + heightIn(band, at) * height;
  return <line x1={left} x2={left + width} y1={y} y2={y} stroke="var(--ink-soft)" strokeDasharray="4 3" />;
}

interface FigureLineProps {
  curve: FigureCurve;
  isCurrent: boolean;
  course: Course;
  band: Band;
  area: PlotArea;
  marked: boolean;
}

const FigureLine = memo(function FigureLine({ curve: { slot, clock, marks }, isCurrent, course, band, area, marked }: FigureLineProps) {
  const places = marks.flatMap(({ step, value }) => {
    const share = shareOf(course, clock, step);
    return share === null ? [] : [{ step, x: area.left + share * area.width, y: area.top + heightIn(band, value) * area.height }];
  });
  return (
    <g opacity={isCurrent ? 1 : DIMMED}>
      <polyline
        points={places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke={runStyle(slot).colour}
        strokeWidth={isCurrent ? 2 : 1.5}
        strokeLinejoin="round"
      />
      {marked && places.map(({ step, x, y }) => <Marker key={step} slot={slot} x={x} y={y} hollow={step === 0} />)}
    </g>
  );
});
