/** Reads one figure of a claim out of a kept run. */
import type { Figure, Reading } from '../../experiment/claims/claim';
import { meanOf } from '../../record/statistics';
import type { StoredRun } from './storedRun';

type Network = 'trained' | 'untrained';

/** Null where the run was not judged by that probe. */
export function figureOf(run: StoredRun, figure: Figure): number | null {
  if (figure.kind === 'inside') return run.final[figure.name];
  const accuracy = accuracyOf(run, figure.of, 'trained');
  const less = figure.minus ? accuracyOf(run, figure.minus, 'trained') : figure.overUntrained ? accuracyOf(run, figure.of, 'untrained') : 0;
  return accuracy === null || less === null ? null : accuracy - less;
}

export function accuracyOf({ judgement }: StoredRun, { probe, layer, tasks }: Reading, network: Network): number | null {
  const rows = judgement.probes.filter((row) => row.probe === probe).sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0));
  const row = layer === 'last' ? rows.at(-1) : rows[0];
  const [first, ...others] = Object.values(row?.[network] ?? {});
  if (first === undefined) return null;
  if (tasks !== 'others') return first;
  return others.length === 0 ? null : meanOf(others);
}
