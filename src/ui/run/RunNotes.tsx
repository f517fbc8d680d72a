/** What there is to say about the run beside its curve: the device, settings that changed, a failure, what is not or no longer kept. */
import { useId } from 'react';
import { useLab, useLabState } from '../../runs/useLab';
import { MissingImages } from '../images/MissingImages';
import { InterruptedRun } from './InterruptedRun';
import { useRunControls } from './useRunControls';

/** Failures of going on, which leave the run as it was. */
const notContinued = ['CannotContinue', 'UnusableCheckpoint'];

export function RunNotes() {
  const lab = useLab();
  const { run, differs } = useRunControls();
  const storageProblem = useLabState((state) => state.storageProblem);
  const title = useId();
  const failure = run?.state === 'failed' ? run.failure : null;
  const from = failure?.continueFromStep;
  return (
    <div className="run-notes">
      <MissingImages />
      <InterruptedRun />
      {run?.device && run.origin !== 'received' && (
        <p className="small soft" data-testid="device">
          {run.device.sentence}
          {run.device.backend === 'webgpu' && run.origin === 'here' && (
            <>
              {' '}
              <button type="button" className="button quiet" onClick={lab.retune}>
                Tune to this adapter again
              </button>
            </>
          )}
        </p>
      )}
      {differs && (
        <p className="changed">
          <span>The settings have changed since this run began.</span>
          <button type="button" className="button" onClick={lab.start}>
            Start with these settings
          </button>
        </p>
      )}
      {storageProblem && <p className="changed">{storageProblem}</p>}
      {failure && (
        <section className="failure" aria-labelledby={title}>
          <h2 id={title}>{notContinued.includes(failure.name) ? 'The run did not go on' : 'The run failed'}</h2>
          <p>
            {failure.message} The curve up to step {failure.step} is kept.
          </p>
          {from !== undefined && (
            <button type="button" className="button" onClick={lab.proceed}>
              Continue from step {from}
            </button>
          )}
        </section>
      )}
    </div>
  );
}
