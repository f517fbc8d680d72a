/** Start, pause, step, reset, link; where the run stands, how long it takes, what comes next. Its height never changes. */
import { differingFields, nameAmong } from '../../runs/naming';
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
        <div className="run-status">
          {run ? <Where run={run} /> : <BeforeRun />}
          <Next run={run} />
        </div>
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

function Where({ run }: { run: Run }) {
  const left = run.state === 'running' ? secondsLeft(run) : null;
  return (
    <p className="run-where">
      <strong data-testid="state" data-state={run.state}>
        {stateWords[run.state]}
      </strong>
      <span data-testid="step">
        Step {formatWhole(stepsDone(run))} of {formatWhole(run.experiment.steps)}
      </span>
      {run.state === 'preparing' && run.progress && (
        <span className="run-progress-label">
          {run.progress.label}
          {run.progress.secondsLeft !== null && `, ${formatWait(run.progress.secondsLeft)} left`}
        </span>
      )}
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
    <p className="run-where soft" data-testid="state" data-state="idle">
      <span>
        {formatWhole(experiment.steps)} steps, {formatWait(seconds)} expected
      </span>
    </p>
  );
}

/** What the queue holds, with a way out of it; where it is empty, the pace. */
function Next({ run }: { run: Run | undefined }) {
  const lab = useLab();
  const queue = useLabState((state) => state.queue);
  const [next, ...rest] = queue;
  if (next) {
    const name = nameAmong(next, differingFields(run ? [run.experiment, ...queue] : queue));
    return (
      <p className="run-next" data-testid="next">
        <span>
          Next: {name}
          {rest.length > 0 && `, then ${rest.length} more`}.
        </span>
        <button type="button" className="text-button" onClick={lab.cancelQueued}>
          Cancel
        </button>
      </p>
    );
  }
  if (!run) return <p className="run-next soft key-hint">Space starts the run</p>;
  return <p className="run-next soft run-pace">{run.stepMilliseconds !== null && `${formatMilliseconds(run.stepMilliseconds)} per step`}</p>;
}

function RunProgress({ run }: { run: Run | undefined }) {
  if (run?.state === 'preparing') {
    const fraction = run.progress?.fraction ?? null;
    return <progress className="run-progress" aria-label="Preparing" max={1} {...(fraction === null ? {} : { value: fraction })} />;
  }
  const share = run ? stepsDone(run) / run.experiment.steps : 0;
  return <progress className="run-progress" aria-label="Run progress" max={1} value={share} />;
}
