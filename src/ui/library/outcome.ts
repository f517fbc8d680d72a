/** What came out of a run, in a few words. */
import type { GroupOutcome } from '../../record/groups';
import type { Interval } from '../../experiment/claims/scoreboard';
import type { RunSummary } from '../../record/summary';
import type { Stage } from '../../runs/stage';
import { formatGain, formatGainError, formatPercent, formatWhole } from '../text/format';

type Measured = Pick<RunSummary, 'untrained' | 'refit' | 'step'> & Partial<Pick<RunSummary, 'gainErrors'>>;

/** E.g. "31.2 % → 45.0 %, +13.8 ± 0.9 points", with the standard error of a finished run; null while only the untrained network was measured, or not even that. */
export function changeWords({ untrained, refit, step, gainErrors }: Measured, task: string | null): string | null {
  const [from, to] = task === null ? [] : [untrained?.[task], refit?.[task]];
  if (from === undefined || to === undefined || step === 0) return null;
  return `${formatPercent(from)} → ${formatPercent(to)}, ${formatGainError(to - from, gainErrors?.[task!] ?? null)} points`;
}

/** E.g. "45.0 ± 1.2 %, +13.8 ± 0.9 points": mean and half of the 95 % interval. */
export function groupWords({ accuracy, gain }: GroupOutcome): string {
  const percent = formatPercent(accuracy.mean);
  return `${percent.slice(0, -2)}${spread(accuracy)}${percent.slice(-2)}, ${formatGain(gain.mean)}${spread(gain)} points`;
}

function spread({ mean, high }: Interval): string {
  return high === null ? '' : ` ± ${(100 * (high - mean)).toFixed(1)}`;
}

/** Null for a run that has simply finished. */
export function stageWords(stage: Stage, { step, experiment }: Pick<RunSummary, 'step' | 'experiment'>): string | null {
  const at = `at step ${formatWhole(step)} of ${formatWhole(experiment.steps)}`;
  switch (stage) {
    case 'finished':
      return null;
    case 'here':
      return 'running';
    case 'elsewhere':
      return 'running in another tab';
    case 'failed':
    case 'stopped':
    case 'interrupted':
      return `${stage} ${at}`;
  }
}

const originWords: Readonly<Record<RunSummary['origin'], string | null>> = {
  here: null,
  imported: 'imported',
  received: 'received, not verified',
  recorded: 'recorded',
};

export function originWord(origin: RunSummary['origin']): string | null {
  return originWords[origin];
}
