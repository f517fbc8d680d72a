/** How rank and sparsity go with the width: the finished runs of this visit, untrained (hollow) and at their end (filled). */
import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';
import { differingFields, nameAmong } from '../../runs/naming';
import { formatFigure, formatPercent, formatWhole } from '../text/format';
import { ChartFigure } from '../charts/ChartFigure';
import { DIMMED, Marker } from '../charts/runStyle';
import { extentOf, niceScale } from '../charts/scales';
import { insideFigures, type InsideFigureText } from './figures';
import type { WidthMark } from './insideRows';

interface WidthPanelProps {
  /** Narrowest first. */
  marks: readonly WidthMark[];
  currentId: string;
}

const shown = insideFigures.filter(({ figure }) => figure === 'rankMe' || figure === 'sparsity');

export function WidthPanel({ marks, currentId }: WidthPanelProps) {
  return (
    <ChartFigure
      level={3}
      name="Rank and sparsity by width"
      note="All finished runs that are shown: untrained (hollow) and at their end (filled). The width doubles from tick to tick."
      table={() => tableOf(marks)}
    >
      <ul className="width-charts">
        {shown.map((text) => (
          <li key={text.figure}>
            <WidthChart text={text} marks={marks} currentId={currentId} />
          </li>
        ))}
      </ul>
    </ChartFigure>
  );
}

interface Place {
  /** Base-2 logarithm of the width. */
  octave: number;
  value: number;
  mark: WidthMark;
  hollow: boolean;
}

function WidthChart({ text: { figure, name, format, tick }, marks, currentId }: WidthPanelProps & { text: InsideFigureText }) {
  const places = marks.flatMap((mark): Place[] => {
    const octave = Math.log2(mark.width);
    const end = { octave, value: mark.trained[figure], mark, hollow: false };
    return mark.untrained ? [{ ...end, value: mark.untrained[figure], hollow: true }, end] : [end];
  });
  const octaves = { low: Math.floor(Math.log2(marks[0]!.width)), high: Math.ceil(Math.log2(marks[marks.length - 1]!.width)) };
  const ticks = Array.from({ length: octaves.high - octaves.low + 1 }, (_, index) => octaves.low + index);
  return (
    <>
      <h4>{name}</h4>
      <div className="plot width-plot">
        <ResponsiveContainer>
          <ScatterChart margin={{ top: 6, right: 16, bottom: 12, left: 0 }} title={`${name} by width`}>
            <CartesianGrid stroke="var(--rule)" />
            <XAxis
              type="number"
              dataKey="octave"
              domain={[octaves.low, octaves.high]}
              ticks={ticks}
              padding={{ left: 12, right: 12 }}
              tickFormatter={(octave: number) => formatWhole(2 ** octave)}
              tickLine={false}
              axisLine={{ stroke: 'var(--edge)' }}
              label={{ value: 'last-block width D', position: 'insideBottom', offset: -8, className: 'axis-label' }}
            />
            <YAxis
              type="number"
              dataKey="value"
              {...niceScale(extentOf(places.map(({ value }) => value)) ?? { low: 0, high: 1 }, 3)}
              width={46}
              tickLine={false}
              axisLine={false}
              tickFormatter={tick}
            />
            <Scatter
              data={places}
              isAnimationActive={false}
              shape={({ cx, cy, payload }: { cx?: number; cy?: number; payload?: Place }) =>
                payload ? (
                  <g opacity={payload.mark.run.id === currentId ? 1 : DIMMED}>
                    <Marker slot={payload.mark.run.slot} x={cx ?? 0} y={cy ?? 0} hollow={payload.hollow} />
                  </g>
                ) : (
                  <g />
                )
              }
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--edge)' }}
              content={({ active, payload }) => {
                const place = payload[0]?.payload as Place | undefined;
                return active && place ? (
                  <div className="reading">
                    <p>
                      D = {formatWhole(place.mark.width)}, {place.hollow ? 'untrained' : 'at the end'}
                    </p>
                    <p>
                      {name} {format(place.value)}
                    </p>
                  </div>
                ) : null;
              }}
            />
          </ScatterChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}

function tableOf(marks: readonly WidthMark[]) {
  const differing = differingFields(marks.map(({ run }) => run.experiment));
  return {
    columns: [
      'Run',
      { name: 'RankMe, untrained', format: formatFigure },
      { name: 'RankMe, end', format: formatFigure },
      { name: 'Sparsity, untrained', format: formatPercent },
      { name: 'Sparsity, end', format: formatPercent },
    ],
    rows: marks.map(({ run, untrained, trained }) => [
      nameAmong(run.experiment, differing),
      untrained?.rankMe ?? null,
      trained.rankMe,
      untrained?.sparsity ?? null,
      trained.sparsity,
    ]),
  };
}
