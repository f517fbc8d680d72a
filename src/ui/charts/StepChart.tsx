/** Pretext loss and probe accuracy over one step axis: the loss in the upper band, the accuracy in the lower. */
import { memo, useMemo, useRef, type ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Task } from '../../data/dataset';
import { differingFields, nameAmong } from '../../runs/naming';
import { stepsDone, untrained, type Run } from '../../runs/run';
import { formatLoss, formatPercent } from '../text/format';
import { spellTask } from '../text/choices';
import { useWidth } from '../network/useWidth';
import { ChartFigure } from './ChartFigure';
import { curveRows, onlineKey, refitMarks } from './curveRows';
import { EndLabels } from './EndLabels';
import { LossCurves } from './LossCurves';
import { MeasureLegend } from './MeasureLegend';
import './plot.css';
import { RefitCurves } from './RefitCurves';
import { DIMMED, runStyle } from './runStyle';
import { extentOf, inBand, niceScale, stepReach } from './scales';
import { StepReading } from './StepReading';

/** Behind the last step, for the names of the runs. */
const LABEL_ROOM = 66;
const LOSS_BAND = { bottom: 0.66, top: 0.97 } as const;
const ACCURACY_BAND = { bottom: 0.02, top: 0.57 } as const;

interface StepChartProps {
  runs: readonly Run[];
  current: Run;
  task: Task | undefined;
  smoothing: number;
  options: ReactNode;
}

export const StepChart = memo(function StepChart({ runs, current, task, smoothing, options }: StepChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const pixels = useWidth(frame, 800);
  const narrow = pixels < 520;
  const name = task?.name ?? '';
  const reach = Math.max(1, ...runs.map((run) => stepReach(stepsDone(run), run.state === 'idle' ? stepsDone(run) : run.experiment.steps)));
  const rows = useMemo(() => curveRows(runs, name, reach), [runs, name, reach]);
  const loss = useMemo(() => lossScale(runs), [runs]);
  const accuracy = useMemo(() => accuracyScale(runs, name), [runs, name]);
  const start = current.hidden ? undefined : untrained(current)?.[name];
  const steps = niceScale({ low: 0, high: reach }, narrow ? 4 : 8, 1).ticks.filter((tick) => tick <= reach);

  return (
    <ChartFigure
      name="Pretext loss and probe accuracy by step"
      legend={<MeasureLegend />}
      options={options}
      table={() => tableOf(runs, name)}
    >
      <div ref={frame} className="plot step-plot">
        <ResponsiveContainer>
          <LineChart data={rows} margin={{ top: 4, right: 0, bottom: 12, left: 0 }} title="Pretext loss and probe accuracy by step">
            <CartesianGrid stroke="var(--rule)" vertical={false} yAxisId="accuracy" />
            <XAxis
              dataKey="step"
              type="number"
              domain={[0, reach]}
              ticks={steps}
              allowDataOverflow
              padding={{ right: LABEL_ROOM }}
              tickLine={false}
              axisLine={{ stroke: 'var(--edge)' }}
              label={{ value: 'optimizer steps', position: 'insideBottom', offset: -8, className: 'axis-label' }}
            />
            <YAxis yAxisId="loss" {...loss} width={narrow ? 38 : 50} allowDataOverflow tickLine={false} axisLine={false} tickFormatter={formatLoss} interval={0} />
            <YAxis
              yAxisId="accuracy"
              orientation="right"
              {...accuracy}
              width={narrow ? 40 : 50}
              allowDataOverflow
              tickLine={false}
              axisLine={false}
              tickFormatter={(value: number) => `${Math.round(100 * value)} %`}
              interval={0}
            />
            {start !== undefined && (
              <ReferenceLine
                yAxisId="accuracy"
                y={start}
                stroke={runStyle(current.slot).colour}
                strokeDasharray="12 5"
                strokeWidth={1.25}
                label={{ value: `untrained ${formatPercent(start)}`, position: 'insideBottomRight', className: 'reference-label' }}
              />
            )}
            <LossCurves runs={runs} currentId={current.id} reach={reach} pixels={pixels} smoothing={smoothing} />
            {runs.map((run) => (
              <Line key={run.id} {...onlineCurve(run, run.id === current.id)} />
            ))}
            <RefitCurves runs={runs} currentId={current.id} task={name} />
            <EndLabels runs={runs} currentId={current.id} task={name} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--edge)' }}
              content={({ active, label }) => (active ? <StepReading step={Number(label)} runs={runs} task={name} /> : null)}
            />
          </LineChart>
        </ResponsiveContainer>
        <span className="band-name loss-name">pretext loss</span>
        <span className="band-name accuracy-name">probe accuracy{task ? `, ${spellTask(task.name)}` : ''}</span>
      </div>
    </ChartFigure>
  );
});

function onlineCurve(run: Run, isCurrent: boolean) {
  return {
    dataKey: onlineKey(run),
    yAxisId: 'accuracy',
    type: 'linear' as const,
    stroke: runStyle(run.slot).colour,
    strokeWidth: 1.25,
    strokeDasharray: '1.5 2.5',
    strokeOpacity: isCurrent ? 1 : DIMMED,
    dot: false,
    activeDot: false,
    connectNulls: true,
    isAnimationActive: false,
  };
}

function lossScale(runs: readonly Run[]) {
  const extents = runs.flatMap(({ losses }) => extentOf(losses.values.subarray(0, losses.length)) ?? []);
  const extent = extentOf(extents.flatMap(({ low, high }) => [low, high]));
  const { bottom, top } = LOSS_BAND;
  if (!extent) return { domain: [0, 1] as [number, number], ticks: [] };
  return inBand(niceScale(extent, 4), bottom, top);
}

function accuracyScale(runs: readonly Run[], task: string) {
  const values = runs.flatMap(({ points }) => points.flatMap(({ online, refit }) => [online[task], refit?.[task]]));
  const extent = extentOf(values) ?? { low: 0, high: 0.5 };
  const { bottom, top } = ACCURACY_BAND;
  return inBand(niceScale(extent, 5, 0.05), bottom, top);
}

function tableOf(runs: readonly Run[], task: string) {
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return {
    columns: ['Run', 'Step', 'Pretext loss', 'Online probe', 'Refit probe'],
    rows: runs.flatMap((run) => {
      const marks = new Map(refitMarks(run, task).map((mark) => [mark.step, mark.accuracy]));
      return run.points.map(({ step, loss, online }) => {
        const refit = marks.get(step);
        const probe = online[task];
        return [
          nameAmong(run.experiment, differing),
          step,
          loss === null ? '–' : formatLoss(loss),
          probe === undefined ? '–' : formatPercent(probe),
          refit === undefined ? '–' : formatPercent(refit),
        ];
      });
    }),
  };
}
