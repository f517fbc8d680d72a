/** What the live region says about a run: a sentence now and then, never one per point. */
import { latestRefit, stepsDone, untrained, type Run } from './run';
import { nameRun } from './naming';

/** The sentence for a run that went from `before` to `after`, or null where there is nothing worth saying. */
export function announce(before: Run | undefined, after: Run): string | null {
  if (before?.state !== after.state) return stateSentence(before, after);
  if (after.state !== 'running') return null;
  const { steps } = after.experiment;
  const quarter = Math.floor((4 * stepsDone(after)) / steps);
  const formerQuarter = before ? Math.floor((4 * stepsDone(before)) / steps) : 0;
  if (quarter > formerQuarter && quarter >= 1 && quarter < 4) return `${quarter * 25} % of the run is done. ${figures(after)}`;
  return null;
}

function stateSentence(before: Run | undefined, after: Run): string | null {
  switch (after.state) {
    case 'preparing':
      return `Preparing a run with ${nameRun(after.experiment)}.`;
    case 'running':
      return before?.state === 'paused' ? 'The run continues.' : 'Training has started.';
    case 'paused':
      return `Paused at step ${stepsDone(after)} of ${after.experiment.steps}.`;
    case 'finished':
      return `The run has finished. ${figures(after)}`;
    case 'failed':
      return `The run failed at step ${after.failure?.step ?? stepsDone(after)}. ${after.failure?.message ?? ''}`.trim();
    case 'idle':
      return null;
  }
}

/** E.g. "Refit probe on shape: 61.2 %, untrained 40.3 %." */
function figures(run: Run): string {
  const task = run.tasks[0]?.name;
  const refit = latestRefit(run);
  const start = untrained(run);
  const now = task && refit ? refit.accuracy[task] : undefined;
  if (!task || now === undefined) return '';
  const base = start?.[task];
  return `Refit probe on ${task}: ${percent(now)}${base === undefined ? '' : `, untrained ${percent(base)}`}.`;
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}
