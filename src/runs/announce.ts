/** What the live region says about runs: a sentence now and then, never one per point. */
import type { Experiment } from '../experiment/fields';
import { latestRefit, stepsDone, untrained, type Run } from './run';
import { differingFields, nameAmong, nameRun } from './naming';

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

/** E.g. "Next, when this run has ended: D = 512." */
export function announceQueue(queue: readonly Experiment[]): string {
  const [next, ...rest] = queue;
  if (!next) return 'No further run is queued.';
  return `Next, when this run has ended: ${nameAmong(next, differingFields(queue))}${rest.length === 0 ? '' : `, then ${rest.length} more`}.`;
}

function stateSentence(before: Run | undefined, after: Run): string | null {
  switch (after.state) {
    case 'preparing':
      return `Preparing a run with ${nameRun(after.experiment)}.`;
    case 'running':
      return before?.state === 'paused' ? 'The run continues.' : 'Training has started.';
    case 'paused':
      return `Paused at step ${whole(stepsDone(after))} of ${whole(after.experiment.steps)}.`;
    case 'finished':
      return `The run has finished. ${figures(after)}`;
    case 'failed':
      return `The run failed at step ${whole(after.failure?.step ?? stepsDone(after))}. ${after.failure?.message ?? ''}`.trim();
    case 'idle':
      return null;
  }
}

/** E.g. "Probe accuracy on shape: 61.2 %, untrained 40.3 %." */
function figures(run: Run): string {
  const task = run.tasks[0]?.name;
  const refit = latestRefit(run);
  const start = untrained(run);
  const now = task && refit ? refit.accuracy[task] : undefined;
  if (!task || now === undefined) return '';
  const base = start?.[task];
  return `Probe accuracy on ${task}: ${percent(now)}${base === undefined ? '' : `, untrained ${percent(base)}`}.`;
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

function whole(value: number): string {
  return value.toLocaleString('en-GB');
}
