/** Sweeps and their runs in words. Pure. */
import { type Experiment, fieldTable } from '../../experiment/fields';
import type { Sweep, SweepAxis } from '../../experiment/sweep';
import { nameSetting, nameValue } from './fieldScale';

const MOST_VALUES = 5;

/** E.g. "Last-block width D 16, 32, 64 … 2,048 × Pretext task SimCLR, VICReg, 3 seeds". */
export function nameSweep({ axes, seeds }: Pick<Sweep, 'axes' | 'seeds'>): string {
  return `${axes.map(nameAxis).join(' × ')}, ${seeds === 1 ? 'one seed' : `${seeds} seeds`}`;
}

function nameAxis({ field, values }: SweepAxis): string {
  const names = values.map((value) => nameValue(field, value));
  const shown = names.length > MOST_VALUES ? [...names.slice(0, MOST_VALUES - 2), '…', names[names.length - 1]!] : names;
  return `${fieldTable[field].label} ${shown.join(', ').replace(', …, ', ' … ')}`;
}

/** E.g. "D = 64, VICReg, seed 2". */
export function nameSweptRun({ axes, seeds }: Pick<Sweep, 'axes' | 'seeds'>, experiment: Experiment): string {
  return [...axes.map(({ field }) => nameSetting(field, experiment[field])), ...(seeds > 1 ? [`seed ${experiment.seed}`] : [])].join(', ');
}
