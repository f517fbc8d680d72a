/** Short names for runs: the width, and whatever else a run does not share with the others beside it. */
import { fieldNames, fieldTable, type Experiment, type FieldName } from '../experiment/fields';

/** The lever is always named. E.g. "D = 2,048". */
export function nameRun(experiment: Experiment): string {
  return `D = ${experiment.width.toLocaleString('en-GB')}`;
}

/** Fields, other than the width, in which these experiments differ. */
export function differingFields(experiments: readonly Experiment[]): FieldName[] {
  const [first, ...rest] = experiments;
  if (!first) return [];
  return fieldNames.filter((name) => name !== 'width' && rest.some((other) => other[name] !== first[name]));
}

/** E.g. "D = 256, Projector layers 0, Seed 2" among runs that differ in these two fields. */
export function nameAmong(experiment: Experiment, differing: readonly FieldName[]): string {
  const extras = differing
    .filter((name) => applies(name, experiment))
    .map((name) => `${fieldTable[name].label} ${shown(name, experiment[name])}`);
  return [nameRun(experiment), ...extras].join(', ');
}

/** Seeds are names; of other numbers every digit counts, with commas between the thousands. */
function shown(name: FieldName, value: string | number): string {
  const isName = typeof value === 'string' || name === 'seed' || name === 'scenes';
  return isName ? String(value) : value.toLocaleString('en-GB', { maximumFractionDigits: 20 });
}

/** Whether a field has an effect on this experiment at all. */
export function applies(name: FieldName, experiment: Experiment): boolean {
  return noEffect(name, experiment) === null;
}

/** Why changing this field would change nothing, as a short sentence; null where it has an effect. */
export function noEffect(name: FieldName, { data, probe, tasks, layers, method }: Experiment): string | null {
  if (name === 'out' && layers === 0) return 'Without a projector the loss sees the representation itself.';
  if (name === 'hidden' && layers < 2 && method !== 'byol') return 'Used with two or more projector layers.';
  if (name === 'probe' && probe === data) return 'These are the images of pretraining.';
  if (name === 'scenes' && data !== 'shapes' && probe !== 'shapes' && tasks !== 'derived') return 'Only generated images and derived tasks are drawn from it.';
  if (name === 'temperature' && method !== 'simclr') return 'Only SimCLR has a temperature.';
  return null;
}
