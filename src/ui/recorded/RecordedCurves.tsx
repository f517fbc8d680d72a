/**
 * The recorded runs over their steps: the one that the slider is nearest to in front, the other widths of its seed faint behind
 * it. Axes span all of them and are drawn once; moving the slider draws one run.
 */
import { memo, useCallback, useMemo } from 'react';
import type { Task } from '../../data/dataset';
import type { RunRecord } from '../../record/record';
import { nameRun } from '../../runs/naming';
import { shownRun } from '../../runs/run';
import { ChartFigure } from '../charts/ChartFigure';
import { courseOf } from '../charts/course';
import { type Drawn, drawRun } from '../charts/drawn';
import { DrawnCurves } from '../charts/DrawnCurves';
import { EndLabels } from '../charts/EndLabels';
import { MeasureLegend } from '../charts/MeasureLegend';
import { type Band, heightIn, Plot, type PlotArea } from '../charts/Plot';
import { runStyle } from '../charts/runStyle';
import { readSteps } from '../charts/stepReading';
import { accuraciesOf, accuracyBand, lossBand, lossesOf } from '../charts/stepScene';
import { measurementsTable } from '../charts/stepTables';
import { TaskMenu } from '../charts/TaskMenu';
import { spellTask } from '../text/choices';
import { formatPercent } from '../text/format';

/** Behind the last step, for the name of the run. */
const LABEL_ROOM = 66;
/** The run in front, and grey ones behind it. */
const FRONT_SLOT = 0;
const BACK_SLOT = 5;

interface RecordedCurvesProps {
  records: readonly RunRecord[];
  shown: RunRecord;
  task: Task;
  onChooseTask: (name: string) => void;
}

export const RecordedCurves = memo(function RecordedCurves({ records, shown, task: { name: task }, onChooseTask }: RecordedCurvesProps) {
  const all = useMemo(() => records.map((record) => drawRun(shownRun(record, FRONT_SLOT), task)), [records, task]);
  const { seed } = shown.experiment;
  const back = useMemo(() => all.filter(({ experiment }) => experiment.seed === seed).map((drawn) => ({ ...drawn, slot: BACK_SLOT })), [all, seed]);
  const course = useMemo(() => courseOf('steps', Math.max(1, ...all.map(({ steps }) => steps)), 1, false), [all]);
  const [loss, accuracy] = useMemo(() => [lossBand(lossesOf(all, false), false), accuracyBand(accuraciesOf(all), spellTask(task))] as const, [all, task]);
  const bands = useMemo(() => [loss, accuracy], [loss, accuracy]);
  const front = all.find(({ id }) => id === shown.id)!;
  const name = nameRun(shown.experiment);
  const read = useCallback((at: number, height: number) => readSteps([{ name, measured: front, shown: front }], course, loss, accuracy, at, height), [name, front, course, loss, accuracy]);
  return (
    <ChartFigure
      name={`Recorded curves at ${name}`}
      note="Faint: the other recorded widths."
      legend={<MeasureLegend />}
      options={
        <div className="chart-options">
          <TaskMenu label="Probe task" tasks={shown.tasks} task={shown.tasks.find((other) => other.name === task)} onChoose={onChooseTask} />
        </div>
      }
      table={() => measurementsTable([shownRun(shown, FRONT_SLOT)], task)}
    >
      <Plot name="Recorded pretext loss and probe accuracy by step" className="step-plot" course={course} bands={bands} room={LABEL_ROOM} named read={read}>
        {(area) => (
          <>
            {back.map((drawn) => (
              <DrawnCurves key={drawn.id} look="back" {...{ drawn, course, area, loss, accuracy }} />
            ))}
            <UntrainedLine drawn={front} band={accuracy} area={area} />
            <DrawnCurves look="current" drawn={front} {...{ course, area, loss, accuracy }} />
            <Ends {...{ drawn: front, name, area, loss, accuracy }} />
          </>
        )}
      </Plot>
    </ChartFigure>
  );
});

function heightAt(band: Band, area: PlotArea, value: number): number {
  return area.top + heightIn(band, value) * area.height;
}

function UntrainedLine({ drawn: { refit, slot }, band, area }: { drawn: Drawn; band: Band; area: PlotArea }) {
  const start = refit[0];
  if (start?.step !== 0) return null;
  const y = heightAt(band, area, start.value);
  return (
    <>
      <line x1={area.left} x2={area.left + area.width + area.room} y1={y} y2={y} stroke={runStyle(slot).colour} strokeDasharray="12 5" strokeWidth="1.25" />
      <text className="reference-label" x={area.left + area.width} y={y + 15} textAnchor="end">
        untrained {formatPercent(start.value)}
      </text>
    </>
  );
}

interface EndsProps {
  drawn: Drawn;
  name: string;
  area: PlotArea;
  loss: Band;
  accuracy: Band;
}

function Ends({ drawn: { id, slot, losses, refit }, name, area, loss, accuracy }: EndsProps) {
  const ends: [Band, number | undefined][] = [
    [loss, losses.values[losses.length - 1]],
    [accuracy, refit[refit.length - 1]?.value],
  ];
  return ends.map(([band, value]) =>
    value === undefined ? null : (
      <EndLabels
        key={band.side}
        labels={[{ id, slot, name, x: area.left + area.width, y: heightAt(band, area, value) }]}
        room={{ top: area.top, bottom: area.top + area.height }}
        currentId={id}
      />
    ),
  );
}
