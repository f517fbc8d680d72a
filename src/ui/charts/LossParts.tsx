/** The terms that the pretext loss of the current run is made of, each on a scale of its own. */
import { memo, useMemo } from 'react';
import { thinRows } from '../../record/thin';
import { stepsDone, type Run } from '../../runs/run';
import { formatLoss } from '../text/format';
import { ChartFigure } from './ChartFigure';
import { SmallPlot } from './SmallPlot';
import { useCourse } from './useCourse';

/** More than this cannot be told apart. */
const MOST_POINTS = 400;

export const LossParts = memo(function LossParts({ run }: { run: Run }) {
  const names = [...new Set(run.points.flatMap(({ parts }) => Object.keys(parts)))];
  if (names.length === 0) return null;
  return (
    <ChartFigure
      name="Terms of the pretext loss"
      note="Each on its own scale, for the current run."
      table={() => ({
        columns: ['Step', ...names.map((name) => ({ name, format: formatLoss }))],
        rows: run.points.map(({ step, parts }) => [step, ...names.map((name) => parts[name] ?? null)]),
      })}
    >
      <ul className="parts">
        {names.map((name) => (
          <li key={name}>
            <h3>{name}</h3>
            <PartPlot name={name} run={run} />
          </li>
        ))}
      </ul>
    </ChartFigure>
  );
}, (a, b) => a.run.id === b.run.id && a.run.points === b.run.points);

function PartPlot({ name, run }: { name: string; run: Run }) {
  const course = useCourse(useMemo(() => [run], [run]));
  const curves = useMemo(() => {
    const marks = run.points.flatMap(({ step, parts }) => (parts[name] === undefined ? [] : [{ step, value: parts[name] }]));
    return [{ id: run.id, slot: run.slot, name, clock: run.points, steps: stepsDone(run), marks: thinRows(marks, MOST_POINTS, () => false) }];
  }, [run, name]);
  return <SmallPlot name={name} className="part-plot" currentId={run.id} format={formatLoss} tick={formatLoss} ticks={2} marked={false} {...{ course, curves }} />;
}
