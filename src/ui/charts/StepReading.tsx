/** What the crosshair reads at a step: the true values there, not the thinned ones. */
import type { Run } from '../../runs/run';
import { valueAt } from '../../record/series';
import { formatLoss, formatPercent, formatWhole } from '../text/format';
import { RunReading } from './RunReading';

interface StepReadingProps {
  step: number;
  runs: readonly Run[];
  task: string;
}

export function StepReading({ step, runs, task }: StepReadingProps) {
  return (
    <RunReading
      title={`Step ${formatWhole(step)}`}
      columns={['loss', 'online', 'refit']}
      runs={runs}
      valuesOf={(run) => {
        const loss = valueAt(run.losses, step);
        const online = latestAt(run, step, (point) => point.online[task]);
        const refit = latestAt(run, step, (point) => point.refit?.[task]);
        return [loss === null ? '–' : formatLoss(loss), ...[online, refit].map((share) => (share === undefined ? '–' : formatPercent(share)))];
      }}
    />
  );
}

/** The newest measurement at or before a step. */
function latestAt(run: Run, step: number, read: (point: Run['points'][number]) => number | undefined): number | undefined {
  for (let index = run.points.length - 1; index >= 0; index--) {
    const point = run.points[index]!;
    const value = point.step <= step ? read(point) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
