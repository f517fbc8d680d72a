/** What there is to say about the run beside its curve: the device, settings that changed, a failure, what is not or no longer kept. */
import { useId } from 'react';
import type { Run } from '../../runs/run';
import { useLab, useLabState } from '../../runs/useLab';
import { MissingImages } from '../images/MissingImages';
import { formatWhole } from '../text/format';
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
      <DeviceLine run={run} />
      <MissingImages />
      <InterruptedRun />
      {differs && (
        <p className="changed">
          <span>The controls show other settings than the run that is under way.</span>
          <button type="button" className="button" onClick={lab.start}>
            Start with these settings
          </button>
        </p>
      )}
      {storageProblem && <p className="changed">{storageProblem}</p>}
      {failure && (
        <section className="failure" aria-labelledby={title}>
          <h2 id={title}>{notContinued.includes(failure.name) ? 'The run could not resume' : 'The run failed'}</h2>
          <p>
            {failure.message} The curve up to step {formatWhole(failure.step)} is kept.
          </p>
          {from !== undefined && (
            <button type="button" className="button" onClick={lab.proceed}>
              Continue from step {formatWhole(from)}
            </button>
          )}
        </section>
      )}
    </div>
  );
}

/** Its place is kept before anything is known of a device. */
function DeviceLine({ run }: { run: Run | undefined }) {
  const lab = useLab();
  if (!run?.device || run.origin === 'received') {
    return <p className="run-device small soft">Training runs in this tab: on the graphics card where that computes right, else on the CPU.</p>;
  }
  const { sentence, backend } = run.device;
  return (
    <p className="run-device small soft" data-testid="device">
      {sentence}
      {backend === 'webgpu' && run.origin === 'here' && (
        <>
          {' '}
          <button type="button" className="text-button" onClick={lab.retune}>
            Tune to this adapter again
          </button>
        </>
      )}
    </p>
  );
}
