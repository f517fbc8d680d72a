/** The terms that the pretext loss of the current run is made of, each on a scale of its own. */
import { memo } from 'react';
import { Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Run } from '../../runs/run';
import { thinRows } from '../../record/thin';
import { formatLoss, formatWhole } from '../text/format';
import { ChartFigure } from './ChartFigure';
import { runStyle } from './runStyle';
import { extentOf, niceScale } from './scales';

const MOST_POINTS = 300;

export const LossParts = memo(function LossParts({ run }: { run: Run }) {
  const rows = run.points.filter(({ parts }) => Object.keys(parts).length > 0).map(({ step, parts }) => ({ step, ...parts }));
  const names = [...new Set(run.points.flatMap(({ parts }) => Object.keys(parts)))];
  if (names.length === 0) return null;
  return (
    <ChartFigure
      name="Terms of the pretext loss"
      note="Each on its own scale, for the current run."
      table={() => ({
        columns: ['Step', ...names],
        rows: run.points.map(({ step, parts }) => [step, ...names.map((name) => (parts[name] === undefined ? '–' : formatLoss(parts[name])))]),
      })}
    >
      <ul className="parts">
        {names.map((name) => (
          <li key={name}>
            <PartChart name={name} rows={thinRows<Record<string, number>>(rows, MOST_POINTS, () => false)} slot={run.slot} />
          </li>
        ))}
      </ul>
    </ChartFigure>
  );
}, (a, b) => a.run.id === b.run.id && a.run.points === b.run.points);

function PartChart({ name, rows, slot }: { name: string; rows: readonly Record<string, number>[]; slot: number }) {
  const scale = niceScale(extentOf(rows.map((row) => row[name])) ?? { low: 0, high: 1 }, 2);
  return (
    <>
      <h3>{name}</h3>
      <div className="plot part-plot">
        <ResponsiveContainer>
          <LineChart data={[...rows]} margin={{ top: 6, right: 8, bottom: 0, left: 0 }} title={name}>
            <XAxis dataKey="step" type="number" domain={[0, 'dataMax']} tickLine={false} axisLine={{ stroke: 'var(--edge)' }} minTickGap={40} />
            <YAxis {...scale} width={48} tickLine={false} axisLine={false} tickFormatter={formatLoss} />
            <Line dataKey={name} stroke={runStyle(slot).colour} strokeWidth={1.75} dot={false} isAnimationActive={false} connectNulls />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--edge)' }}
              content={({ active, payload, label }) =>
                active ? (
                  <div className="reading">
                    <p>
                      Step {formatWhole(Number(label))}: {formatLoss(Number(payload[0]?.value))}
                    </p>
                  </div>
                ) : null
              }
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}
