/** The runs of this visit, newest first: which curve is which, what came out, and a way to hide or remove each. */
import { memo } from 'react';
import { differingFields, nameAmong } from '../../runs/naming';
import { latestRefit, stepsDone, untrained, type Run } from '../../runs/run';
import { useLab } from '../../runs/useLab';
import { formatGain, formatPercent, formatWhole } from '../text/format';
import { CloseIcon, EyeIcon } from '../run/icons';
import { sameMeasurements } from './curveRows';
import './runList.css';
import { Swatch } from './runStyle';

interface RunListProps {
  runs: readonly Run[];
  task: string | null;
}

export const RunList = memo(function RunList({ runs, task }: RunListProps) {
  const differing = differingFields(runs.map(({ experiment }) => experiment));
  return (
    <ul className="run-list" aria-label="Runs">
      {[...runs].reverse().map((run, index) => (
        <RunRow key={run.id} run={run} task={task} name={nameAmong(run.experiment, differing)} isCurrent={index === 0} />
      ))}
    </ul>
  );
}, (a, b) => sameMeasurements(a.runs, b.runs) && a.task === b.task);

function RunRow({ run, task, name, isCurrent }: { run: Run; task: string | null; name: string; isCurrent: boolean }) {
  const lab = useLab();
  return (
    <li className={`run-item${isCurrent ? ' current' : ''}${run.hidden ? ' hidden-run' : ''}`}>
      <Swatch slot={run.slot} />
      <span className="run-name">
        {name}
        {isCurrent && <span className="run-tag">current</span>}
      </span>
      <span className="run-outcome">{outcome(run, task)}</span>
      <span className="run-actions">
        <button
          type="button"
          className="icon-button"
          aria-pressed={run.hidden}
          aria-label={`${run.hidden ? 'Show' : 'Hide'} ${name}`}
          onClick={() => lab.hide(run.id, !run.hidden)}
        >
          <EyeIcon closed={run.hidden} />
        </button>
        <button type="button" className="icon-button" aria-label={`Remove ${name}`} onClick={() => lab.remove(run.id)}>
          <CloseIcon />
        </button>
      </span>
    </li>
  );
}

/** E.g. "31.2 % → 45.0 %, +13.8 points". */
function outcome(run: Run, task: string | null): string {
  const from = task ? untrained(run)?.[task] : undefined;
  const refit = latestRefit(run);
  const to = task ? refit?.accuracy[task] : undefined;
  if (run.state === 'failed') return `failed at step ${formatWhole(run.failure?.step ?? stepsDone(run))}`;
  if (from === undefined) return run.state === 'preparing' ? 'preparing' : 'untrained value to come';
  if (!refit || to === undefined || refit.step === 0) return `untrained ${formatPercent(from)}`;
  return `${formatPercent(from)} → ${formatPercent(to)}, ${formatGain(to - from)} points`;
}
