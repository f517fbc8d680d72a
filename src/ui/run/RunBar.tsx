/** Start, pause, step, reset, link; where the run stands and how long it takes. */
import { paceOf } from '../../runs/pace';
import { secondsLeft, stepsDone, type Run } from '../../runs/run';
import { useLab, useLabState } from '../../runs/useLab';
import { ExportMenu } from '../export/ExportMenu';
import { CopyMenu } from '../received/CopyMenu';
import { formatMilliseconds, formatWait, formatWhole } from '../text/format';
import { PauseIcon, PlayIcon, ReplayIcon, StepIcon } from './icons';
import './run.css';
import { useRunControls, useSpaceKey } from './useRunControls';

export function RunBar() {
  const lab = useLab();
  const { run, action, act, canStep } = useRunControls();
  useSpaceKey(act);
  return (
    <section className="run-bar" aria-label="Run">
      <RunProgress run={run} />
      <div className="run-row">
        <div className="run-buttons">
          <button type="button" className="button primary" onClick={act} aria-disabled={action === 'Preparing…'} aria-keyshortcuts="Space">
            {action === 'Pause' ? <PauseIcon /> : <PlayIcon />}
            {action}
          </button>
          <button type="button" className="button" onClick={lab.stepOnce} disabled={!canStep}>
            <StepIcon />
            <span className="button-text">Step once</span>
          </button>
          <button type="button" className="button" onClick={lab.reset} disabled={!run}>
            <ReplayIcon />
            <span className="button-text">Reset</span>
          </button>
          <CopyMenu />
          <ExportMenu />
        </div>
        <RunStatus run={run} />
      </div>
    </section>
  );
}

const stateWords: Record<Run['state'], string> = {
  idle: 'Stopped',
  preparing: 'Preparing',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  failed: 'Failed',
};

function RunStatus({ run }: { run: Run | undefined }) {
  if (!run) return <BeforeRun />;
  const done = stepsDone(run);
  const left = run.state === 'running' ? secondsLeft(run) : null;
  return (
    <p className="run-status">
      <strong data-testid="state" data-state={run.state}>
        {stateWords[run.state]}
      </strong>
      <span data-testid="step">
        Step {formatWhole(done)} of {formatWhole(run.experiment.steps)}
      </span>
      {run.state === 'preparing' && run.progress && (
        <span>
          {run.progress.label}
          {run.progress.secondsLeft !== null && `, ${formatWait(run.progress.secondsLeft)} left`}
        </span>
      )}
      {run.stepMilliseconds !== null && <span className="run-pace">{formatMilliseconds(run.stepMilliseconds)} per step</span>}
      {left !== null && <span>{formatWait(left)} left</span>}
    </p>
  );
}

/** How long the first run will be. */
function BeforeRun() {
  const experiment = useLabState((state) => state.experiment);
  const presumed = useLabState((state) => state.presumed);
  const seconds = (experiment.steps * paceOf(experiment, [], presumed).milliseconds) / 1000;
  return (
    <p className="run-status soft" data-testid="state" data-state="idle">
      <span>
        {formatWhole(experiment.steps)} steps, {formatWait(seconds)} expected
      </span>
      <span className="key-hint">Space starts the run</span>
    </p>
  );
}

function RunProgress({ run }: { run: Run | undefined }) {
  if (run?.state === 'preparing') {
    const fraction = run.progress?.fraction ?? null;
    return <progress className="run-progress" aria-label="Preparing" max={1} {...(fraction === null ? {} : { value: fraction })} />;
  }
  const share = run ? stepsDone(run) / run.experiment.steps : 0;
  return <progress className="run-progress" aria-label="Run progress" max={1} value={share} />;
}
