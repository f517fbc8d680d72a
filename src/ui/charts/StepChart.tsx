/** Pretext loss and probe accuracy over one axis of steps or seconds: the loss in the upper band, the accuracy in the lower. */
import { memo, type ReactNode, useCallback, useMemo } from 'react';
import type { Task } from '../../data/dataset';
import { samplingError } from '../../record/effects';
import type { Run } from '../../runs/run';
import { spellTask } from '../text/choices';
import { formatPercent, formatWhole } from '../text/format';
import { ChartFigure } from './ChartFigure';
import { type Course, shareOf } from './course';
import type { Drawn } from './drawn';
import { DrawnCurves } from './DrawnCurves';
import { fullNames, shortNames } from './drawnNames';
import { type EndLabel, EndLabels } from './EndLabels';
import { MeasureLegend } from './MeasureLegend';
import { type Band, heightIn, Plot, type PlotArea } from './Plot';
import { runStyle } from './runStyle';
import { readSteps } from './stepReading';
import { accuraciesOf, accuracyBand, type Curve, curvesOf, lossBand, lossesOf, startOf } from './stepScene';
import { lossesTable, meansTable, measurementsTable } from './stepTables';
import { useCourse } from './useCourse';
import { halfLifeOf, useChartView } from './view';

interface StepChartProps {
  /** Those that are shown. */
  runs: readonly Run[];
  current: Run;
  task: Task | undefined;
  options: ReactNode;
}

const TITLE = 'Pretext loss and probe accuracy by step';

export const StepChart = memo(function StepChart({ runs, current, task, options }: StepChartProps) {
  const { logLoss, smoothing, seedMeans } = useChartView();
  const name = task?.name ?? '';
  const course = useCourse(runs);
  const halfLife = halfLifeOf(smoothing, Math.max(1, ...runs.map(({ experiment }) => experiment.steps)));
  const curves = useMemo(() => curvesOf(runs, current.id, { task: name, halfLife, seedMeans }), [runs, current.id, name, halfLife, seedMeans]);
  const losses = lossesOf(
    curves.map(({ shown }) => shown),
    logLoss,
  );
  const accuracies = accuraciesOf(curves.map(({ measured }) => measured));
  // By their numbers, so that axes that stay as they are let finished curves stay too.
  const loss = useMemo(
    () => lossBand(losses && { low: losses.low, high: losses.high }, logLoss),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [losses?.low, losses?.high, logLoss],
  );
  const taskName = task && spellTask(task.name);
  const accuracy = useMemo(
    () => accuracyBand(accuracies && { low: accuracies.low, high: accuracies.high }, taskName),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [accuracies?.low, accuracies?.high, taskName],
  );
  const bands = useMemo(() => [loss, accuracy], [loss, accuracy]);
  const front = useMemo(() => curves.filter(({ look }) => look !== 'back'), [curves]);
  const names = useMemo(() => fullNames(front.map(({ shown }) => shown)), [front]);
  const ends = useMemo(() => shortNames(front.map(({ shown }) => shown)), [front]);
  const read = useCallback(
    (at: number, height: number) => readSteps(front.map((curve, index) => ({ ...curve, name: names[index]! })), course, loss, accuracy, at, height),
    [front, names, course, loss, accuracy],
  );
  const highlight = useCallback(
    (id: string, area: PlotArea) => {
      const curve = front.find(({ shown }) => shown.id === id);
      return curve && <DrawnCurves drawn={curve.shown} look="current" {...{ course, area, loss, accuracy }} />;
    },
    [front, course, loss, accuracy],
  );
  const start = startOf(current, name);
  const startSlot = front.find(({ look }) => look === 'current')?.shown.slot ?? current.slot;
  const means = front.flatMap(({ measured }) => (measured.seeds > 1 ? [measured] : []));

  return (
    <ChartFigure
      name={TITLE}
      note={sampleOf(current)}
      legend={
        <>
          {options}
          <MeasureLegend hasMeans={means.length > 0} />
          {logLoss && losses !== null && losses.low <= 0 && <p className="small soft">One loss is not positive everywhere, so the axis stays linear.</p>}
        </>
      }
      table={() => measurementsTable(runs, name)}
      furtherTables={[
        { name: 'Pretext loss of every step', table: () => lossesTable(runs) },
        ...(means.length > 0 ? [{ name: 'Means of seeds by step', table: () => meansTable(means) }] : []),
      ]}
    >
      <Plot name={TITLE} className="step-plot" course={course} bands={bands} room={roomFor(ends)} named read={read} highlight={highlight}>
        {(area) => (
          <>
            {start !== null && <UntrainedLine accuracy={start} slot={startSlot} band={accuracy} area={area} />}
            {curves.map(({ shown, look }) => (
              <DrawnCurves key={shown.id} drawn={shown} {...{ look, course, area, loss, accuracy }} />
            ))}
            <Ends {...{ front, ends, course, area, loss, accuracy }} />
          </>
        )}
      </Plot>
    </ChartFigure>
  );
});

/** How far the marks on the way may be off by chance: looks are small, so that they cost little. */
function sampleOf({ images }: Run): string {
  if (!images) return ' ';
  const error = (100 * samplingError(0.5, images.lookTest)).toFixed(1);
  return `Each mark is a fresh probe fitted to ${formatWhole(images.lookTrain)} training images and tested on ${formatWhole(images.lookTest)}, as many at every width; its standard error is ${error} points at 50 %.`;
}

/** Pixels for the names behind the last step. */
function roomFor(names: readonly string[]): number {
  const longest = Math.max(0, ...names.map(({ length }) => length));
  return Math.min(104, Math.max(66, Math.round(6.4 * longest) + 18));
}

function UntrainedLine({ accuracy, slot, band, area }: { accuracy: number; slot: number; band: Band; area: PlotArea }) {
  const y = area.top + heightIn(band, accuracy) * area.height;
  return (
    <>
      <line x1={area.left} x2={area.left + area.width + area.room} y1={y} y2={y} stroke={runStyle(slot).colour} strokeDasharray="12 5" strokeWidth="1.25" />
      <text className="reference-label" x={area.left + area.width} y={y + 15} textAnchor="end">
        untrained {formatPercent(accuracy)}
      </text>
    </>
  );
}

interface EndsProps {
  front: readonly Curve[];
  ends: readonly string[];
  course: Course;
  area: PlotArea;
  loss: Band;
  accuracy: Band;
}

/** Newest first, the current one foremost. */
function Ends({ front, ends, course, area, loss, accuracy }: EndsProps) {
  const named = front
    .map((curve, index) => ({ ...curve, name: ends[index]! }))
    .reverse()
    .sort((a, b) => Number(b.look === 'current') - Number(a.look === 'current'));
  const labelsIn = (band: Band, endOf: (drawn: Drawn) => { step: number; value: number } | null): EndLabel[] =>
    named.flatMap(({ shown: drawn, name }) => {
      const end = endOf(drawn);
      const share = end && shareOf(course, drawn.clock, end.step);
      if (!end || share === null) return [];
      return [{ id: drawn.id, slot: drawn.slot, name, x: area.left + share * area.width, y: area.top + heightIn(band, end.value) * area.height }];
    });
  const roomOf = ({ bottom, top }: Band) => ({ top: area.top + (1 - top) * area.height, bottom: area.top + (1 - bottom) * area.height });
  const currentId = named[0]?.look === 'current' ? named[0].shown.id : '';
  return (
    <>
      <EndLabels labels={labelsIn(loss, lastLoss)} room={roomOf(loss)} currentId={currentId} />
      <EndLabels labels={labelsIn(accuracy, ({ steps, refit }) => (steps > 0 ? (refit[refit.length - 1] ?? null) : null))} room={roomOf(accuracy)} currentId={currentId} />
    </>
  );
}

function lastLoss({ losses: { firstStep, values, length } }: Drawn): { step: number; value: number } | null {
  const value = values[length - 1];
  return value === undefined || !Number.isFinite(value) ? null : { step: firstStep + length - 1, value };
}
