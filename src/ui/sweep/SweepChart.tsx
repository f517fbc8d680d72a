/** Accuracy of the refit probe against a swept field, with the untrained line, and the gain below: mean, interval, single seeds. */
import { memo, useMemo, useRef, type ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { SweepTable } from '../../record/sweepTable';
import { ChartFigure } from '../charts/ChartFigure';
import '../charts/plot.css';
import { niceScale } from '../charts/scales';
import { inBand } from './band';
import { Swatch } from '../charts/runStyle';
import { useWidth } from '../network/useWidth';
import { spellTask } from '../text/choices';
import { formatRound, formatWhole } from '../text/format';
import './sweep.css';
import { SweepCurves } from './SweepCurves';
import { SweepReading } from './SweepReading';
import { acrossAxis, type Across, gapsOf, isCut, reachOf, sharesUntrained, sweepSeries } from './sweepSeries';
import { sweepRows } from './sweepRows';

const ACCURACY_BAND = { bottom: 0.42, top: 0.97 } as const;
const GAIN_BAND = { bottom: 0.03, top: 0.32 } as const;

interface SweepChartProps {
  table: SweepTable;
  across: Across;
  level: 2 | 3;
  options: ReactNode;
  mark: ReactNode;
}

export const SweepChart = memo(function SweepChart({ table, across, level, options, mark }: SweepChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const pixels = useWidth(frame, 800);
  const narrow = pixels < 520;
  const series = useMemo(() => sweepSeries(table, across), [table, across]);
  const axis = useMemo(() => acrossAxis(table, across), [table, across]);
  const places = useMemo(() => [...new Set(series.flatMap(({ cells }) => cells.map(({ x }) => x)))].sort((a, b) => a - b).map((x) => ({ x })), [series]);
  const accuracies = useMemo(() => niceScale(reachOf(table, ['accuracy', 'untrained'], { low: 0, high: 1 }), 5, 0.05), [table]);
  const gains = useMemo(() => niceScale(reachOf(table, ['gain'], { low: -1, high: 1 }, 0), 3, 0.02), [table]);
  const labels = new Map(axis.ticks.map(({ at, label }) => [at, label]));
  const sharesLine = sharesUntrained(series);
  const name = `Probe accuracy by ${axis.title.replace(' (logarithmic)', '')}`;
  const gaps = [...gapsOf(table), ...(isCut(table, accuracies.domain, gains.domain) ? ['Intervals without a cap reach beyond the axis; few seeds say little.'] : [])];

  return (
    <ChartFigure
      name={name}
      level={level}
      note={noteOf(table)}
      legend={<SweepLegend names={series.map(({ name: of, slot }) => ({ name: of, slot }))} sharesLine={sharesLine} hasIntervals={table.cells.some(({ seeds }) => seeds.length > 1)} />}
      options={options}
      table={() => sweepRows(table)}
    >
      <div ref={frame} className="plot sweep-plot">
        <ResponsiveContainer>
          <LineChart data={places} margin={{ top: 4, right: narrow ? 6 : 16, bottom: 12, left: 0 }} title={name}>
            <CartesianGrid stroke="var(--rule)" vertical={false} syncWithTicks yAxisId="accuracy" />
            <CartesianGrid stroke="var(--rule)" vertical={false} syncWithTicks yAxisId="gain" />
            <XAxis
              dataKey="x"
              type="number"
              domain={[...axis.domain]}
              ticks={axis.ticks.map(({ at }) => at)}
              tickFormatter={(at: number) => labels.get(at) ?? ''}
              padding={{ left: 16, right: 16 }}
              tickLine={false}
              axisLine={{ stroke: 'var(--edge)' }}
              label={{ value: axis.title, position: 'insideBottom', offset: -8, className: 'axis-label' }}
            />
            <YAxis yAxisId="accuracy" {...inBand(accuracies, ACCURACY_BAND.bottom, ACCURACY_BAND.top)} width={narrow ? 40 : 50} allowDataOverflow tickLine={false} axisLine={false} tickFormatter={(value: number) => `${Math.round(100 * value)} %`} interval={0} />
            <YAxis
              yAxisId="gain"
              orientation="right"
              {...inBand(gains, GAIN_BAND.bottom, GAIN_BAND.top)}
              width={narrow ? 32 : 40}
              allowDataOverflow
              tickLine={false}
              axisLine={false}
              tickFormatter={(value: number) => (value > 0 ? '+' : '') + formatRound(Math.round(1000 * value) / 10)}
              interval={0}
            />
            <ReferenceLine yAxisId="gain" y={0} stroke="var(--edge)" />
            {/* The crosshair stops where a line has data; what is drawn are the curves below. */}
            <Line dataKey="x" yAxisId="accuracy" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
            {mark}
            <SweepCurves series={series} sharesLine={sharesLine} accuracies={accuracies.domain} gains={gains.domain} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--edge)' }}
              content={({ active, label }) => (active ? <SweepReading x={Number(label)} title={readingTitle(axis.title, labels.get(Number(label)), Number(label))} series={series} /> : null)}
            />
          </LineChart>
        </ResponsiveContainer>
        <span className="band-name loss-name">probe accuracy, {spellTask(table.task)}</span>
        <span className="band-name sweep-gain-name">gain over the untrained network, in points</span>
      </div>
      {gaps.length > 0 && <p className="small soft sweep-gaps">{gaps.join(' ')}</p>}
    </ChartFigure>
  );
});

interface SweepLegendProps {
  names: readonly { name: string; slot: number }[];
  sharesLine: boolean;
  hasIntervals: boolean;
}

function SweepLegend({ names, sharesLine, hasIntervals }: SweepLegendProps) {
  return (
    <ul className="measure-legend">
      {names.length > 1 &&
        names.map(({ name, slot }) => (
          <li key={name}>
            <Swatch slot={slot} />
            {name}
          </li>
        ))}
      <li>
        <svg className="swatch" viewBox="0 0 32 12" width="32" height="12" aria-hidden="true">
          <path d="M0 6H32" stroke={sharesLine ? 'var(--ink-soft)' : 'currentColor'} strokeWidth="1.25" strokeDasharray="12 5" />
        </svg>
        untrained
      </li>
      {hasIntervals && (
        <>
          <li>
            <svg className="swatch" viewBox="0 0 32 12" width="32" height="12" stroke="currentColor" aria-hidden="true">
              <path d="M16 0V12M13 0H19M13 12H19" strokeWidth="1.25" />
              <circle cx="16" cy="6" r="3.5" fill="currentColor" stroke="none" />
            </svg>
            mean, 95 % interval
          </li>
          <li>
            <svg className="swatch" viewBox="0 0 32 12" width="32" height="12" aria-hidden="true">
              {[9, 16, 23].map((x, index) => (
                <circle key={x} cx={x} cy={[4, 8, 6][index]} r="2" fill="currentColor" opacity="0.6" />
              ))}
            </svg>
            single seeds
          </li>
        </>
      )}
    </ul>
  );
}

function noteOf({ testImages, cells }: SweepTable): string {
  const most = Math.max(...cells.map(({ seeds }) => seeds.length));
  const over = most > 1 ? 'Means over seeds with Student’s 95 % interval. ' : '';
  return `${over}${testImages === null ? 'Measured on clean test images.' : `Measured on ${formatWhole(testImages)} clean test images.`}`;
}

function readingTitle(title: string, label: string | undefined, x: number): string {
  return title === 'ln(D/K)' ? `ln(D/K) = ${formatRound(Math.round(100 * x) / 100)}` : `${title.replace(' (logarithmic)', '')}: ${label ?? formatRound(x)}`;
}
