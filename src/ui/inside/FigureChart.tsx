/** One figure of a look inside along the runs, a line per run; hollow is the untrained network. */
import { useMemo } from 'react';
import { stepsDone, type Run } from '../../runs/run';
import { fullNames } from '../charts/drawnNames';
import { SmallPlot } from '../charts/SmallPlot';
import { useCourse } from '../charts/useCourse';
import type { InsideFigureText } from './figures';
import { figureMarks } from './insideRows';

interface FigureChartProps {
  text: InsideFigureText;
  runs: readonly Run[];
  currentId: string;
}

export function FigureChart({ text: { figure, name, format, tick, mark }, runs, currentId }: FigureChartProps) {
  const course = useCourse(runs);
  const curves = useMemo(() => {
    const names = fullNames(runs.map(({ experiment }) => ({ experiment, seeds: 1 })));
    return runs.map((run, index) => ({
      id: run.id,
      slot: run.slot,
      name: names[index]!,
      clock: run.points,
      steps: stepsDone(run),
      marks: figureMarks(run, figure),
    }));
  }, [runs, figure]);
  return <SmallPlot className="figure-plot" ticks={3} marked line={mark} {...{ name, course, curves, currentId, format, tick }} />;
}
