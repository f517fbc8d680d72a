/** One figure of a look inside over steps, a line per run; hollow is the untrained network. */
import { Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Run } from '../../runs/run';
import { formatWhole } from '../text/format';
import { RunReading } from '../charts/RunReading';
import { DIMMED, Marker, runStyle } from '../charts/runStyle';
import { extentOf, niceScale } from '../charts/scales';
import type { InsideFigureText } from './figures';
import { figureRows } from './insideRows';

interface FigureChartProps {
  text: InsideFigureText;
  runs: readonly Run[];
  currentId: string;
  reach: number;
}

export function FigureChart({ text: { figure, name, format, tick, mark }, runs, currentId, reach }: FigureChartProps) {
  const rows = figureRows(runs, figure);
  const extent = extentOf([...rows.flatMap((row) => runs.map(({ id }) => row[id])), mark]);
  const scale = niceScale(extent ?? { low: 0, high: 1 }, 3);
  return (
    <div className="plot figure-plot">
      <ResponsiveContainer>
        <LineChart data={rows} margin={{ top: 6, right: 8, bottom: 0, left: 0 }} title={name}>
          <XAxis dataKey="step" type="number" domain={[0, reach]} tickLine={false} axisLine={{ stroke: 'var(--edge)' }} minTickGap={40} />
          <YAxis {...scale} width={48} interval={0} tickLine={false} axisLine={false} tickFormatter={tick} />
          {mark !== undefined && <ReferenceLine y={mark} stroke="var(--ink-soft)" strokeDasharray="4 3" />}
          {runs.map((run) => (
            <Line
              key={run.id}
              dataKey={run.id}
              stroke={runStyle(run.slot).colour}
              strokeWidth={run.id === currentId ? 2 : 1.5}
              strokeOpacity={run.id === currentId ? 1 : DIMMED}
              dot={({ key, cx, cy, payload }: DotProps) =>
                typeof cx !== 'number' || typeof cy !== 'number' ? <g key={key} /> : <Dot key={key} run={run} x={cx} y={cy} hollow={payload.step === 0} isCurrent={run.id === currentId} />
              }
              activeDot={false}
              isAnimationActive={false}
              connectNulls
            />
          ))}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--edge)' }}
            content={({ active, payload, label }) => {
              const values = payload[0]?.payload as Record<string, number> | undefined;
              return active && values ? (
                <RunReading
                  title={`${name}, ${label === 0 ? 'untrained' : `step ${formatWhole(Number(label))}`}`}
                  runs={runs}
                  valuesOf={({ id }) => (values[id] === undefined ? null : [format(values[id])])}
                />
              ) : null;
            }}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface DotProps {
  key?: React.Key | null;
  cx?: number;
  cy?: number;
  payload: { step: number };
}

function Dot({ run, x, y, hollow, isCurrent }: { run: Run; x: number; y: number; hollow: boolean; isCurrent: boolean }) {
  return (
    <g opacity={isCurrent ? 1 : DIMMED}>
      <Marker slot={run.slot} x={x} y={y} hollow={hollow} />
    </g>
  );
}
