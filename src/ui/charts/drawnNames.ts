/** What drawn curves are called: in full in readings and tables, shortly at their ends. */
import type { FieldName } from '../../experiment/fields';
import { differingFields, nameAmong, nameRun } from '../../runs/naming';
import { spell } from '../text/choices';
import { formatWhole } from '../text/format';
import type { Drawn } from './drawn';

type Named = Pick<Drawn, 'experiment' | 'seeds'>;

/** E.g. "D = 256, Batch 64, 3 seeds" among curves that differ in the batch. */
export function fullNames(drawn: readonly Named[]): string[] {
  const differing = differingFields(drawn.map(({ experiment }) => experiment));
  return drawn.map(({ experiment, seeds }) =>
    seeds === 1 ? nameAmong(experiment, differing) : `${nameAmong(experiment, differing.filter((field) => field !== 'seed'))}, ${seeds} seeds`,
  );
}

/** The width; where all share it, the first thing in which they differ. */
export function shortNames(drawn: readonly Named[]): string[] {
  const experiments = drawn.map(({ experiment }) => experiment);
  const differing = differingFields(experiments);
  const telling = new Set(experiments.map(({ width }) => width)).size > 1 ? undefined : (differing.find((field) => field !== 'seed') ?? differing[0]);
  return drawn.map(({ experiment }) => (telling ? shortValue(telling, experiment[telling]) : nameRun(experiment)));
}

function shortValue(field: FieldName, value: string | number): string {
  if (typeof value === 'string') return spell(value);
  if (field === 'out') return `K = ${formatWhole(value)}`;
  return field === 'seed' || field === 'batch' || field === 'layers' ? `${field} ${value}` : String(value);
}
