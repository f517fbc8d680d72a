/** What there is to say about the run beside its curve: the device, settings that changed, a failure. */
import { useId } from 'react';
import { useLab } from '../../runs/useLab';
import { MissingImages } from '../images/MissingImages';
import { useRunControls } from './useRunControls';

export function RunNotes() {
  const lab = useLab();
  const { run, differs } = useRunControls();
  const title = useId();
  const failure = run?.state === 'failed' ? run.failure : null;
  const from = failure?.continueFromStep;
  return (
    <div className="run-notes">
      <MissingImages />
      {run?.device && (
        <p className="small soft" data-testid="device">
          {run.device.sentence}
          {run.device.backend === 'webgpu' && (
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
      {failure && (
        <section className="failure" aria-labelledby={title}>
          <h2 id={title}>The run failed</h2>
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
