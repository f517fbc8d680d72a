/** Each run's name at the end of its curves, kept apart where curves end close together. */
import { useXAxisScale, useYAxisScale } from 'recharts';
import { nameRun } from '../../runs/naming';
import { latestRefit, stepsDone, type Run } from '../../runs/run';
import { lastStep, valueAt } from '../../record/series';
import { keptApart } from './labels';
import { runStyle } from './runStyle';

interface EndLabelsProps {
  runs: readonly Run[];
  currentId: string;
  task: string;
}

export function EndLabels({ runs, currentId, task }: EndLabelsProps) {
  const x = useXAxisScale();
  const loss = useYAxisScale('loss');
  const accuracy = useYAxisScale('accuracy');
  if (!x || !loss || !accuracy) return null;

  const lossLabels = runs.flatMap((run) => {
    const step = lastStep(run.losses);
    const value = valueAt(run.losses, step);
    return value === null ? [] : [{ run, x: x(step) ?? 0, y: loss(value) ?? 0 }];
  });
  const probeLabels = runs.flatMap((run) => {
    const refit = latestRefit(run);
    const value = refit?.accuracy[task];
    if (!refit || value === undefined || stepsDone(run) === 0) return [];
    return [{ run, x: x(refit.step) ?? 0, y: accuracy(value) ?? 0 }];
  });
  return (
    <g className="end-labels">
      {[...keptApart(lossLabels), ...keptApart(probeLabels)].map(({ run, x: end, y }, index) => (
        <text key={index} x={end + 9} y={y + 4} fill={runStyle(run.slot).colour} fontWeight={run.id === currentId ? 650 : 500}>
          {nameRun(run.experiment)}
        </text>
      ))}
    </g>
  );
}
