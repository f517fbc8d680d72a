/** Probe accuracy against pretext loss: one path per run, from the untrained network onwards. */
import { memo } from 'react';
import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { Task } from '../../data/dataset';
import { differingFields, nameAmong, nameRun } from '../../runs/naming';
import type { Run } from '../../runs/run';
import { formatLoss, formatPercent, formatWhole } from '../text/format';
import { ChartFigure } from './ChartFigure';
import { comparable, refitMarks, sameMeasurements } from './curveRows';
import { PathArrows, type PathMark } from './PathArrows';
import { DIMMED, Marker, runStyle } from './runStyle';
import { extentOf, niceScale } from './scales';

/** Right of the plot, for the names of the runs. */
const LABEL_ROOM = 66;

interface PathChartProps {
  runs: readonly Run[];
  current: Run;
  task: Task | undefined;
}

export const PathChart = memo(function PathChart({ runs, current, task }: PathChartProps) {
  const like = runs.filter((run) => comparable(run, current));
  const paths = like.map((run) => ({
    run,
    marks: refitMarks(run, task?.name ?? '').flatMap((mark) => (mark.loss === null ? [] : [{ ...mark, loss: mark.loss, run }])),
  }));
  const all = paths.flatMap(({ marks }) => marks);
  const loss = niceScale(extentOf(all.map((mark) => mark.loss)) ?? { low: 0, high: 1 }, 4);
  const accuracy = niceScale(extentOf(all.map((mark) => mark.accuracy)) ?? { low: 0, high: 0.5 }, 4, 0.02);
  const opacityOf = (run: Run) => (run.id === current.id ? 1 : DIMMED);
  const leftOut = runs.length - like.length;

  return (
    <ChartFigure
      name="Probe accuracy against pretext loss"
      note={
        leftOut > 0
          ? 'Runs whose loss is on another scale (pretext task, batch or temperature) are left out.'
          : 'The loss falls to the right. A path that stops climbing no longer gains from a lower loss.'
      }
      table={() => tableOf(paths)}
    >
      <div className="plot path-plot">
        <ResponsiveContainer>
          <ScatterChart margin={{ top: 12, right: LABEL_ROOM, bottom: 12, left: 0 }} title="Probe accuracy against pretext loss">
            <CartesianGrid stroke="var(--rule)" />
            <XAxis
              type="number"
              dataKey="loss"
              reversed
              {...loss}
              tickLine={false}
              axisLine={{ stroke: 'var(--edge)' }}
              tickFormatter={formatLoss}
              label={{ value: 'pretext loss (lower →)', position: 'insideBottom', offset: -8, className: 'axis-label' }}
            />
            <YAxis
              type="number"
              dataKey="accuracy"
              {...accuracy}
              width={46}
              tickLine={false}
              axisLine={false}
              tickFormatter={(value: number) => `${Math.round(100 * value)} %`}
            />
            <PathArrows paths={paths} currentId={current.id} within={accuracy.domain} />
            {paths.map(({ run, marks }) => (
              <Scatter
                key={run.id}
                name={nameRun(run.experiment)}
                data={marks}
                line={{ stroke: runStyle(run.slot).colour, strokeWidth: run.id === current.id ? 2 : 1.5, strokeOpacity: opacityOf(run) }}
                isAnimationActive={false}
                shape={({ cx, cy, payload }: { cx?: number; cy?: number; payload?: PathMark }) => (
                  <g opacity={opacityOf(run)}>
                    <Marker slot={run.slot} x={cx ?? 0} y={cy ?? 0} hollow={payload?.step === 0} />
                  </g>
                )}
              />
            ))}
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--edge)' }}
              content={({ active, payload }) => {
                const mark = payload[0]?.payload as PathMark | undefined;
                return active && mark ? <PathReading mark={mark} /> : null;
              }}
            />
          </ScatterChart>
        </ResponsiveContainer>
      </div>
    </ChartFigure>
  );
}, (a, b) => sameMeasurements(a.runs, b.runs) && a.current.id === b.current.id && a.task === b.task);

function PathReading({ mark }: { mark: PathMark }) {
  return (
    <div className="reading">
      <p>
        {nameRun(mark.run.experiment)}, {mark.step === 0 ? 'untrained' : `step ${formatWhole(mark.step)}`}
      </p>
      <p>
        loss {formatLoss(mark.loss)}, probe accuracy {formatPercent(mark.accuracy)}
      </p>
    </div>
  );
}

function tableOf(paths: readonly { run: Run; marks: readonly PathMark[] }[]) {
  const differing = differingFields(paths.map(({ run }) => run.experiment));
  return {
    columns: ['Run', 'Step', { name: 'Pretext loss', format: formatLoss }, { name: 'Probe accuracy', format: formatPercent }],
    rows: paths.flatMap(({ run, marks }) => marks.map(({ step, loss, accuracy }) => [nameAmong(run.experiment, differing), step, loss, accuracy])),
  };
}
