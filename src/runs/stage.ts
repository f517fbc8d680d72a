/** Where a kept run stands, as a list says it: what the archive knows, and who works on it now. */
import { isActive } from '../record/record';
import type { RunSummary } from '../record/summary';

export type Stage =
  | 'finished'
  | 'failed'
  /** Ended by its visitor before its last step. */
  | 'stopped'
  /** Its tab was closed, reloaded or has crashed while it went on. */
  | 'interrupted'
  /** Goes on in this page. */
  | 'here'
  | 'elsewhere';

export function stageOf({ id, state }: Pick<RunSummary, 'id' | 'state'>, activeHere: ReadonlySet<string>, held: ReadonlySet<string>): Stage {
  if (activeHere.has(id)) return 'here';
  if (isActive({ state })) return held.has(id) ? 'elsewhere' : 'interrupted';
  return state === 'idle' ? 'stopped' : (state as 'finished' | 'failed');
}

/** Whether training can go on from the last state that was kept, as far as the list can tell. */
export function canResume(stage: Stage, { step, experiment, origin }: Pick<RunSummary, 'step' | 'experiment' | 'origin'>): boolean {
  return origin === 'here' && (stage === 'interrupted' || stage === 'stopped' || stage === 'failed') && step > 0 && step < experiment.steps;
}
