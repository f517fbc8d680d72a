/** Reads one figure of a claim out of a kept run. */
import type { Figure, Reading } from '../../experiment/claims/claim';
import { meanOf } from '../../record/statistics';
import type { StoredRun } from './storedRun';

type Network = 'trained' | 'untrained';

/** Of the trained network, or what training added: the same less that of the untrained network. Null where the run was not judged by that probe. */
export function figureOf(run: StoredRun, figure: Figure, of: 'trained' | 'added' = 'trained'): number | null {
  const trained = figureOfNetwork(run, figure, 'trained');
  if (of === 'trained') return trained;
  const untrained = figureOfNetwork(run, figure, 'untrained');
  return trained === null || untrained === null ? null : trained - untrained;
}

function figureOfNetwork(run: StoredRun, figure: Figure, network: Network): number | null {
  if (figure.kind === 'inside') return run.inside[network]?.[figure.name] ?? null;
  const accuracy = accuracyOf(run, figure.of, network);
  const less = figure.minus ? accuracyOf(run, figure.minus, network) : 0;
  return accuracy === null || less === null ? null : accuracy - less;
}

export function accuracyOf({ judgement }: StoredRun, { probe, share, layer, tasks }: Reading, network: Network): number | null {
  const rows = judgement.probes.filter((row) => row.probe === probe && row.share === share).sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0));
  const row = layer === 'last' ? rows.at(-1) : rows[0];
  if (!row) return null;
  const [first, ...others] = Object.values(row[network]).map((right) => right / row.answers);
  if (first === undefined) return null;
  if (tasks !== 'others') return first;
  return others.length === 0 ? null : meanOf(others);
}
