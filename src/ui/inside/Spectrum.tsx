/** Eigenvalues of the covariance of the test features, largest first, on two logarithmic axes: now, and of the untrained network. */
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { differingFields, nameAmong } from '../../runs/naming';
import { latestInside, type Run } from '../../runs/run';
import { formatFigure, formatLogTick, formatWhole } from '../text/format';
import { ChartFigure } from '../charts/ChartFigure';
import { RunReading } from '../charts/RunReading';
import { DIMMED, runStyle } from '../charts/runStyle';
import { decadesAround, logTicks } from '../charts/scales';
import { spectrumExtent, spectrumRows, untrainedInside } from './insideRows';

interface SpectrumProps {
  /** Runs that were looked into. */
  runs: readonly Run[];
  current: Run;
}

const nowKey = (run: Run) => `now:${run.id}`;
const startKey = (run: Run) => `untrained:${run.id}`;

export function Spectrum({ runs, current }: SpectrumProps) {
  const start = runs.includes(current) ? untrainedInside(current) : null;
  const trained = runs.filter((run) => latestInside(run) !== untrainedInside(run));
  const lines = [
    ...(start ? [{ key: startKey(current), spectrum: start.spectrum }] : []),
    ...trained.map((run) => ({ key: nowKey(run), spectrum: latestInside(run)!.spectrum })),
  ];
  const extent = spectrumExtent(lines);
  const longest = Math.max(2, ...lines.map(({ spectrum }) => spectrum.length));
  return (
    <ChartFigure
      level={3}
      name="Covariance spectrum"
      note="Variance of the features along each of their principal directions. A flat line means that the representation is filled; what lies behind a cliff is unused."
      legend={<SpectrumLegend hasUntrained={start !== null} />}
      table={() => tableOf(runs)}
    >
      {extent ? (
        <div className="plot spectrum-plot">
          <ResponsiveContainer>
            <LineChart data={spectrumRows(lines, extent)} margin={{ top: 8, right: 12, bottom: 12, left: 0 }} title="Covariance spectrum">
              <CartesianGrid stroke="var(--rule)" />
              <XAxis
                dataKey="index"
                type="number"
                scale="log"
                domain={[1, longest]}
                ticks={logTicks({ low: 1, high: longest }, 7)}
                tickFormatter={formatLogTick}
                tickLine={false}
                axisLine={{ stroke: 'var(--edge)' }}
                label={{ value: 'principal direction', position: 'insideBottom', offset: -8, className: 'axis-label' }}
              />
              <YAxis
                type="number"
                scale="log"
                domain={decadesAround(extent)}
                ticks={logTicks({ low: decadesAround(extent)[0], high: decadesAround(extent)[1] }, 6)}
                tickFormatter={formatLogTick}
                interval={0}
                width={46}
                tickLine={false}
                axisLine={false}
              />
              {start && <Line {...lineOf(startKey(current), current, '1.5 3', true)} />}
              {trained.map((run) => (
                <Line key={run.id} {...lineOf(nowKey(run), run, runStyle(run.slot).dash, run.id === current.id)} />
              ))}
              <Tooltip
                isAnimationActive={false}
                cursor={{ stroke: 'var(--edge)' }}
                content={({ active, label }) =>
                  active ? (
                    <RunReading
                      title={`Principal direction ${formatWhole(Number(label))}`}
                      columns={['untrained', 'now']}
                      runs={runs}
                      valuesOf={(run) => [untrainedInside(run), latestInside(run)].map((inside) => eigenvalue(inside?.spectrum, Number(label)))}
                    />
                  ) : null
                }
              />
            </LineChart>
          </ResponsiveContainer>
        </div>
      ) : (
        <p className="small">All features are equal: there is no variance to draw.</p>
      )}
    </ChartFigure>
  );
}

function lineOf(dataKey: string, run: Run, dash: string | undefined, isCurrent: boolean) {
  return {
    dataKey,
    stroke: runStyle(run.slot).colour,
    strokeWidth: isCurrent ? 2 : 1.5,
    strokeDasharray: dash,
    strokeOpacity: isCurrent ? 1 : DIMMED,
    dot: false,
    activeDot: { r: 3.5 },
    connectNulls: true,
    isAnimationActive: false,
  };
}

function SpectrumLegend({ hasUntrained }: { hasUntrained: boolean }) {
  return (
    <ul className="measure-legend">
      <li>
        <Sample width="2" /> now
      </li>
      {hasUntrained && (
        <li>
          <Sample width="2" dash="1.5 3" /> untrained, current run
        </li>
      )}
    </ul>
  );
}

function Sample({ width, dash }: { width: string; dash?: string }) {
  return (
    <svg className="swatch" viewBox="0 0 32 12" width="32" height="12" stroke="currentColor" aria-hidden="true">
      <path d="M0 6H32" strokeWidth={width} strokeDasharray={dash} />
    </svg>
  );
}

function eigenvalue(spectrum: readonly number[] | undefined, index: number): string {
  const value = spectrum?.[index - 1];
  return value === undefined ? '–' : formatFigure(value);
}

function tableOf(runs: readonly Run[]) {
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return {
    columns: ['Run', 'Principal direction', { name: 'Untrained', format: formatFigure }, { name: 'Now', format: formatFigure }],
    rows: runs.flatMap((run) => {
      const [before, now] = [untrainedInside(run)?.spectrum, latestInside(run)!.spectrum];
      return now.map((value, place) => [nameAmong(run.experiment, differing), place + 1, before?.[place] ?? null, value]);
    }),
  };
}
