/** One button for a run of one's own, what it is doing, and at its end what it says and what to do next. Its place is reserved. */
import type { Experiment } from '../../experiment/fields';
import { paceOf } from '../../runs/pace';
import { isActive, secondsLeft, stepsDone, type Run } from '../../runs/run';
import { useLab, useLabState } from '../../runs/useLab';
import { PageLink } from '../PageLink';
import { resultLinkOf, spellCopied } from '../received/copies';
import { useCopyText } from '../received/useCopyText';
import { PauseIcon, PlayIcon } from '../run/icons';
import { type MainAction, useRunControls } from '../run/useRunControls';
import { formatWait, formatWhole } from '../text/format';
import { SettingsButton } from './Settings';
import { familyOf } from './ownRuns';
import { useComparison } from './useComparison';
import type { TaskAnswer } from './verdict';

const labels: Record<MainAction, string> = { Start: 'Train this one yourself', 'Preparing…': 'Preparing…', Pause: 'Pause', Continue: 'Continue' };

interface RunStripProps {
  /** Null until the recorded answer is here. */
  task: string | null;
  answer: TaskAnswer | null;
  family: string;
  /** Photographs have to be brought, which is done in the Lab. */
  inLab: boolean;
}

export function RunStrip({ task, answer, family, inLab }: RunStripProps) {
  const { run, action, act } = useRunControls();
  const own = run?.origin === 'here' ? run : undefined;
  const comparison = useComparison(task, answer, family);
  const isOver = own?.state === 'finished' && comparison !== null;
  return (
    <section className="run-strip" aria-label="Run">
      <div className="run-strip-buttons">
        {inLab && !(own && isActive(own)) ? (
          <PageLink to="lab" place="#images" className="button primary">
            Train on photographs in the Lab
          </PageLink>
        ) : (
          <button type="button" className="button primary" onClick={act} aria-disabled={action === 'Preparing…'}>
            {action === 'Pause' ? <PauseIcon /> : <PlayIcon />}
            {labels[action]}
          </button>
        )}
        <SettingsButton />
      </div>
      <div className="run-strip-text" data-testid="state" data-state={own?.state ?? 'idle'}>
        {inLab && !(own && isActive(own)) ? (
          <p>CIFAR-10 is yours to bring: drop its archive there once, and it stays in your browser.</p>
        ) : !own || own.state === 'idle' ? <Before /> : isOver ? <p data-testid="comparison">{comparison}</p> : <Status run={own} />}
        {own && isActive(own) && <Progress run={own} />}
      </div>
      {isOver && <NextSteps run={own} />}
    </section>
  );
}

function Before() {
  const experiment = useLabState((state) => state.experiment);
  const presumed = useLabState((state) => state.presumed);
  const runs = useLabState((state) => state.runs);
  const seconds = (experiment.steps * paceOf(experiment, runs, presumed).milliseconds) / 1000;
  return (
    <p>
      {formatWhole(experiment.steps)} steps at D = {formatWhole(experiment.width)}, about {formatWait(seconds)} here. Your machine does the work; nothing is sent anywhere.
    </p>
  );
}

function Status({ run }: { run: Run }) {
  const left = run.state === 'running' ? secondsLeft(run) : null;
  if (run.state === 'failed') return <p>The run failed. {run.failure?.message}</p>;
  if (run.state === 'preparing') return <p>{run.progress?.label ?? 'Preparing'}…</p>;
  return (
    <p>
      {run.state === 'paused' ? 'Paused at step' : run.state === 'finished' ? 'Finished: step' : 'Step'} <span data-testid="step">{formatWhole(stepsDone(run))}</span> of {formatWhole(run.experiment.steps)}
      {left !== null && `, ${formatWait(left)} left`}
      <Queued />
    </p>
  );
}

/** What begins when this run is over. */
function Queued() {
  const next = useLabState(({ queue }) => queue[0]);
  const more = useLabState(({ queue }) => queue.length - 1);
  if (!next) return null;
  const { width, seed } = next;
  return (
    <strong className="queued" data-testid="queued">
      {' '}
      Next: width {formatWhole(width)}
      {more > 0 && `, seed ${formatWhole(seed)}, and ${more} more`}
    </strong>
  );
}

function Progress({ run }: { run: Run }) {
  return <progress className="run-strip-progress" aria-label="Run progress" max={1} value={run.state === 'preparing' ? (run.progress?.fraction ?? 0) : stepsDone(run) / run.experiment.steps} />;
}

/** The two smallest seeds after this run's that were not run yet. */
function nextSeeds(runs: readonly Run[], { experiment }: Run): Experiment[] {
  const family = familyOf(experiment);
  const taken = new Set(runs.filter((other) => other.experiment.width === experiment.width && familyOf(other.experiment) === family).map((other) => other.experiment.seed));
  const found: Experiment[] = [];
  for (let seed = experiment.seed + 1; found.length < 2; seed++) if (!taken.has(seed)) found.push({ ...experiment, seed });
  return found;
}

function NextSteps({ run }: { run: Run }) {
  const lab = useLab();
  const { copied, refused, copy } = useCopyText();
  return (
    <div className="next-steps">
      <button
        type="button"
        className="button"
        onClick={() => lab.queueNext(nextSeeds(lab.store.getState().runs, run))}
      >
        Two more seeds
      </button>
      <button
        type="button"
        className="button"
        onClick={() => void copy('result', resultLinkOf(run), (text) => spellCopied('Link with the result', text), 'This run has too much to tell for a link.')}
      >
        {copied === 'result' ? 'Link copied' : 'Send it'}
      </button>
      <PageLink to="lab" place="#images" className="button">
        Try real photographs
      </PageLink>
      {refused && <input className="refused" readOnly value={refused} aria-label="Link with the result" onFocus={({ target }) => target.select()} />}
    </div>
  );
}

