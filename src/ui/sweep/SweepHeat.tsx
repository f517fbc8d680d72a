/** Two swept fields at once: cells coloured by what they hold, with the value written in each. */
import { memo, useRef, useState } from 'react';
import type { Interval } from '../../experiment/claims/scoreboard';
import type { SweepTable } from '../../record/sweepTable';
import { ChartFigure } from '../charts/ChartFigure';
import { extentOf } from '../charts/scales';
import { Segments } from '../controls/Segments';
import { useWidth } from '../network/useWidth';
import { spellTask } from '../text/choices';
import { formatGain, formatPercent } from '../text/format';
import { nameField, nameValue } from './fieldScale';
import { acrossIndex } from './sweepSeries';
import { sweepRows } from './sweepRows';

type Measure = 'accuracy' | 'gain';

/** Pixels of a cell with its gap, of the heads above and to the left, and of the name below. */
const STEP_DOWN = 46;
const STEP_ACROSS = { least: 62, most: 104 } as const;
const GAP = 2;
const HEAD = 28;
const FOOT = 24;
const LETTER = 6.6;
/** Of the scale that explains the colours. */
const SHADES = 24;

const measures = [
  { value: 'accuracy', label: 'Accuracy' },
  { value: 'gain', label: 'Gain' },
] as const;

export const SweepHeat = memo(function SweepHeat({ table, level }: { table: SweepTable; level: 2 | 3 }) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useWidth(frame, 800);
  const [measure, setMeasure] = useState<Measure>('accuracy');
  const { sweep, cells, task } = table;
  const along = acrossIndex(sweep);
  const columns = sweep.axes[along]!;
  const rows = sweep.axes[1 - along]!;
  const extent = extentOf(cells.map((cell) => cell[measure]?.mean));
  const shown = (value: number) => (measure === 'gain' ? formatGain(value) : formatPercent(value));
  const cellAt = (row: number | string, column: number | string) => cells.find(({ values }) => values[along] === column && values[1 - along] === row)!;
  const left = 16 + LETTER * Math.max(nameField(rows.field).length + 2, ...rows.values.map((value) => nameValue(rows.field, value).length));
  const step = Math.max(STEP_ACROSS.least, Math.min(STEP_ACROSS.most, (room - left) / columns.values.length));
  const name = `${nameField(columns.field)} and ${nameField(rows.field)}`;

  return (
    <ChartFigure
      name={`Both fields: ${name}`}
      level={level}
      note={measure === 'gain' ? `Gain over the untrained network on ${spellTask(task)}, in points: mean over seeds.` : `Probe accuracy on ${spellTask(task)}: mean over seeds.`}
      options={
        <div className="sweep-across" role="radiogroup" aria-label="What the colours show">
          <Segments segments={measures} value={measure} onChange={setMeasure} />
        </div>
      }
      legend={extent && <HeatScale low={shown(extent.low)} high={shown(extent.high)} />}
      table={() => sweepRows(table)}
    >
      <div ref={frame} className="plot heat-scroll" tabIndex={0} role="region" aria-label={`Colours by ${name}`}>
        <svg className="heat" width={left + step * columns.values.length} height={HEAD + STEP_DOWN * rows.values.length + FOOT} role="img" aria-label={`${nameField(rows.field)} down, ${nameField(columns.field)} across; the table below holds the values`}>
          <text className="tick" x={left - 10} y={HEAD - 10} textAnchor="end">
            {nameField(rows.field)} ↓
          </text>
          {rows.values.map((row, down) => (
            <g key={row}>
              <text x={left - 10} y={HEAD + STEP_DOWN * (down + 0.5)} dy="0.35em" textAnchor="end" className="heat-head">
                {nameValue(rows.field, row)}
              </text>
              {columns.values.map((column, across) => (
                <HeatCell
                  key={column}
                  x={left + step * across}
                  y={HEAD + STEP_DOWN * down}
                  width={step}
                  interval={cellAt(row, column)[measure]}
                  share={shareIn(extent, cellAt(row, column)[measure]?.mean)}
                  shown={shown}
                />
              ))}
            </g>
          ))}
          {columns.values.map((value, across) => (
            <text key={value} x={left + step * (across + 0.5)} y={HEAD - 10} textAnchor="middle" className="heat-head">
              {nameValue(columns.field, value)}
            </text>
          ))}
          <text className="axis-label" x={left + (step * columns.values.length) / 2} y={HEAD + STEP_DOWN * rows.values.length + 18} textAnchor="middle">
            {nameField(columns.field)} →
          </text>
        </svg>
      </div>
    </ChartFigure>
  );
});

interface HeatCellProps {
  x: number;
  y: number;
  width: number;
  interval: Interval | null;
  /** 0 at the lowest cell, 1 at the highest. */
  share: number;
  shown: (value: number) => string;
}

function HeatCell({ x, y, width, interval, share, shown }: HeatCellProps) {
  const middle = x + (width - GAP) / 2;
  const box = { x, y, width: width - GAP, height: STEP_DOWN - GAP, rx: 3 };
  if (!interval) {
    return (
      <g>
        <rect {...box} className="heat-empty" />
        <text x={middle} y={y + STEP_DOWN / 2} dy="0.3em" textAnchor="middle" className="heat-seeds">
          –
        </text>
      </g>
    );
  }
  return (
    <g>
      <rect {...box} style={{ fill: `color-mix(in oklab, var(--heat-high) ${(100 * share).toFixed(1)}%, var(--heat-low))` }} />
      <text x={middle} y={y + 19} textAnchor="middle" className="heat-value">
        {shown(interval.mean)}
      </text>
      <text x={middle} y={y + 34} textAnchor="middle" className="heat-seeds">
        {interval.seeds} {interval.seeds === 1 ? 'seed' : 'seeds'}
      </text>
    </g>
  );
}

function HeatScale({ low, high }: { low: string; high: string }) {
  return (
    <p className="heat-scale small soft">
      {low}
      <svg width="128" height="12" aria-hidden="true">
        {Array.from({ length: SHADES }, (_, index) => (
          <rect key={index} x={(index * 128) / SHADES} width={128 / SHADES + 0.5} height="12" style={{ fill: `color-mix(in oklab, var(--heat-high) ${(100 * index) / (SHADES - 1)}%, var(--heat-low))` }} />
        ))}
      </svg>
      <span className="visually-hidden">to</span>
      {high}
    </p>
  );
}

function shareIn(extent: { low: number; high: number } | null, value: number | undefined): number {
  if (!extent || value === undefined || extent.high === extent.low) return 0.5;
  return (value - extent.low) / (extent.high - extent.low);
}
