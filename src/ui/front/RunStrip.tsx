/** One button for a run of one's own, what it is doing, and at its end what it says and what to do next. Its place is reserved. */
import { useState } from 'react';
import { writeLink } from '../../experiment/link';
import { paceOf } from '../../runs/pace';
import { isActive, secondsLeft, stepsDone, type Run } from '../../runs/run';
import { useLab, useLabState } from '../../runs/useLab';
import { addressOf } from '../address';
import { resultLinkOf, spellCopied } from '../received/copies';
import { useCopyText } from '../received/useCopyText';
import { PauseIcon, PlayIcon } from '../run/icons';
import { type MainAction, useRunControls } from '../run/useRunControls';
import { formatWait, formatWhole } from '../text/format';
import { SettingsButton } from './Settings';
import { useComparison } from './useComparison';
import type { TaskAnswer } from './verdict';

const labels: Record<MainAction, string> = { Start: 'Train this one yourself', 'Preparing…': 'Preparing…', Pause: 'Pause', Continue: 'Continue' };

interface RunStripProps {
  /** Null until the recorded answer is here. */
  task: string | null;
  answer: TaskAnswer | null;
  family: string;
}

export function RunStrip({ task, answer, family }: RunStripProps) {
  const { run, action, act } = useRunControls();
  const own = run?.origin === 'here' ? run : undefined;
  const comparison = useComparison(task, answer, family);
  const isOver = own?.state === 'finished' && comparison !== null;
  return (
    <section className="run-strip" aria-label="Run">
      <div className="run-strip-buttons">
        <button type="button" className="button primary" onClick={act} aria-disabled={action === 'Preparing…'}>
          {action === 'Pause' ? <PauseIcon /> : <PlayIcon />}
          {labels[action]}
        </button>
        <SettingsButton />
      </div>
      <div className="run-strip-text" data-testid="state" data-state={own?.state ?? 'idle'}>
        {!own || own.state === 'idle' ? <Before /> : isOver ? <p data-testid="comparison">{comparison}</p> : <Status run={own} />}
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

function Queued() {
  return null;
}

function Progress({ run }: { run: Run }) {
  return <progress className="run-strip-progress" aria-label="Run progress" max={1} value={run.state === 'preparing' ? (run.progress?.fraction ?? 0) : stepsDone(run) / run.experiment.steps} />;
}

function NextSteps({ run }: { run: Run }) {
  const lab = useLab();
  const { copied, refused, copy } = useCopyText();
  const [asked, setAsked] = useState(false);
  const photographs = addressOf(`${writeLink(run.experiment)}&lab=1&data=cifar10`) + '#images';
  return (
    <div className="next-steps">
      <button
        type="button"
        className="button"
        disabled={asked}
        onClick={() => {
          setAsked(true);
          lab.change({ ...run.experiment, seed: run.experiment.seed + 1 });
          lab.start();
        }}
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
      <a className="button" href={photographs}>
        Try real photographs
      </a>
      {refused && <input className="refused" readOnly value={refused} aria-label="Link with the result" onFocus={({ target }) => target.select()} />}
    </div>
  );
}

