/** How the curves are drawn: their axes, smoothing, means of seeds. Kept for the visit. */
import { groupBySeed } from '../../record/groups';
import type { Run } from '../../runs/run';
import { formatWhole } from '../text/format';
import type { CourseUnit } from './course';
import { pointAt } from './crosshair';
import { chartView, halfLifeOf, type Smoothing, useChartView } from './view';

const smoothings: readonly Smoothing[] = ['off', 'light', 'strong'];

export function ViewOptions({ runs }: { runs: readonly Run[] }) {
  const { unit, logCourse, logLoss, smoothing, seedMeans } = useChartView();
  const steps = Math.max(1, ...runs.map(({ experiment }) => experiment.steps));
  const hasSeeds = groupBySeed(runs).some(({ members }) => members.length > 1);
  return (
    <>
      <label>
        Over
        <select className="select" value={unit} onChange={({ target }) => along(target.value as CourseUnit)}>
          <option value="steps">optimizer steps</option>
          <option value="seconds">seconds of training</option>
        </select>
      </label>
      <label>
        Smoothing
        <select className="select" value={smoothing} onChange={({ target }) => chartView.setState({ smoothing: target.value as Smoothing })}>
          {smoothings.map((choice) => (
            <option key={choice} value={choice}>
              {choice === 'off' ? 'off' : `${choice}, half-life ${spellSteps(halfLifeOf(choice, steps))}`}
            </option>
          ))}
        </select>
      </label>
      <Check label={unit === 'steps' ? 'Log steps' : 'Log seconds'} checked={logCourse} onChange={(checked) => chartView.setState({ logCourse: checked })} />
      <Check label="Log loss" checked={logLoss} onChange={(checked) => chartView.setState({ logLoss: checked })} />
      {hasSeeds && <Check label="Mean of seeds" checked={seedMeans} onChange={(checked) => chartView.setState({ seedMeans: checked })} />}
    </>
  );
}

/** The place of the crosshair would mean something else on the other axis. */
function along(unit: CourseUnit): void {
  pointAt(null);
  chartView.setState({ unit });
}

function spellSteps(steps: number): string {
  return steps === 1 ? '1 step' : `${formatWhole(steps)} steps`;
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}
