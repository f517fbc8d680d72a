/** What the crosshair reads at a step: the true values there, not the thinned ones. */
import { differingFields, nameAmong } from '../../runs/naming';
import type { Run } from '../../runs/run';
import { valueAt } from '../../runs/series';
import { formatLoss, formatPercent, formatWhole } from '../text/format';
import { Swatch } from './runStyle';

interface StepReadingProps {
  step: number;
  runs: readonly Run[];
  task: string;
}

export function StepReading({ step, runs, task }: StepReadingProps) {
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return (
    <div className="reading">
      <p>Step {formatWhole(step)}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">run</th>
            <th scope="col">loss</th>
            <th scope="col">online</th>
            <th scope="col">refit</th>
          </tr>
        </thead>
        <tbody>
          {[...runs].reverse().map((run) => {
            const loss = valueAt(run.losses, step);
            const online = latestAt(run, step, (point) => point.online[task]);
            const refit = latestAt(run, step, (point) => point.refit?.[task]);
            return (
              <tr key={run.id}>
                <th scope="row">
                  <Swatch slot={run.slot} /> {nameAmong(run.experiment, differing)}
                </th>
                <td>{loss === null ? '–' : formatLoss(loss)}</td>
                <td>{online === undefined ? '–' : formatPercent(online)}</td>
                <td>{refit === undefined ? '–' : formatPercent(refit)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
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
