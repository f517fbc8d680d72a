/** Offers to go on with a run that a reload, a crash or a closed tab has cut off, or to start it again. */
import { useId } from 'react';
import { currentRun } from '../../runs/lab';
import { nameRun } from '../../runs/naming';
import { isActive } from '../../runs/run';
import { useLab, useLabState } from '../../runs/useLab';
import { useLibrary } from '../../runs/useLibrary';
import { formatWhole } from '../text/format';
import { useInterruptedRun } from './useInterruptedRun';

export function InterruptedRun() {
  const lab = useLab();
  const library = useLibrary();
  const { interrupted, canResume, dismiss } = useInterruptedRun();
  const isBusy = useLabState((state) => {
    const run = currentRun(state);
    return run !== undefined && isActive(run);
  });
  const title = useId();
  if (!interrupted || isBusy) return null;
  const { id, experiment, step } = interrupted;
  return (
    <section className="changed" aria-labelledby={title}>
      <p>
        <strong id={title}>
          A run was interrupted at step {formatWhole(step)} of {formatWhole(experiment.steps)}
        </strong>
        <br />
        {nameRun(experiment)}.{' '}
        {canResume ? 'It resumes from the last saved state as if nothing had happened.' : 'Nothing was saved that it could resume from. Started again, it takes the same steps.'}
      </p>
      <span className="changed-actions">
        <button type="button" className="button" onClick={goOn}>
          {canResume ? 'Continue' : 'Start again'}
        </button>
        <button type="button" className="button quiet" onClick={dismiss}>
          Dismiss
        </button>
      </span>
    </section>
  );

  /** The controls show the run's settings, as they did when it began. */
  function goOn() {
    lab.change(experiment);
    if (canResume) return void library.resume(id);
    dismiss();
    lab.start();
  }
}
