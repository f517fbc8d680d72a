/** What the one main button does now, and Space with it. */
import { useEffect, useEffectEvent } from 'react';
import { writeLink } from '../../experiment/link';
import { currentRun } from '../../runs/lab';
import { isActive, type Run } from '../../runs/run';
import { useLab, useLabState } from '../../runs/useLab';

export type MainAction = 'Start' | 'Preparing…' | 'Pause' | 'Continue';

export function mainAction(run: Run | undefined): MainAction {
  if (run?.state === 'preparing') return 'Preparing…';
  if (run?.state === 'running') return 'Pause';
  if (run?.state === 'paused' || run?.failure?.continueFromStep !== undefined) return 'Continue';
  return 'Start';
}

export interface RunControls {
  run: Run | undefined;
  action: MainAction;
  act: () => void;
  /** Nothing is left to step where the run has ended and nothing has been changed since. */
  canStep: boolean;
  /** Whether the settings are other than those of the run that is going on. */
  differs: boolean;
}

export function useRunControls(): RunControls {
  const lab = useLab();
  const run = useLabState(currentRun);
  const link = useLabState(({ experiment }) => writeLink(experiment));
  const action = mainAction(run);
  const act = () => {
    if (action === 'Start') lab.start();
    if (action === 'Pause') lab.pause();
    if (action === 'Continue') lab.proceed();
  };
  const changed = run !== undefined && run.link !== link;
  const canStep = !run || run.state === 'running' || run.state === 'paused' || (changed && run.state !== 'preparing');
  return { run, action, act, canStep, differs: changed && isActive(run) };
}

/** Elements that do something of their own with Space. A range input does not. */
const TAKES_SPACE = 'button, select, textarea, summary, input:not([type=range]), dialog, [contenteditable], [role=application]';

export function useSpaceKey(act: () => void): void {
  const press = useEffectEvent(act);
  useEffect(() => {
    const listening = new AbortController();
    window.addEventListener(
      'keydown',
      (event) => {
        const target = event.target instanceof Element ? event.target : null;
        if (event.key !== ' ' || event.repeat || event.defaultPrevented || target?.closest(TAKES_SPACE)) return;
        event.preventDefault();
        press();
      },
      { signal: listening.signal },
    );
    return () => listening.abort();
  }, []);
}
