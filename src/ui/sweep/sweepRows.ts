/** The full data behind the charts of a sweep: a row per finished run, and one for the mean of each cell. Pure. */
import type { Interval } from '../../experiment/claims/scoreboard';
import { type FieldName, fieldTable } from '../../experiment/fields';
import type { SweepTable } from '../../record/sweepTable';
import type { Cell, ChartTable, Column } from '../charts/chartTable';
import { formatGain, formatPercent } from '../text/format';
import { nameValue } from './fieldScale';

export function sweepRows({ sweep, cells }: Pick<SweepTable, 'sweep' | 'cells'>): ChartTable {
  const hasRatio = cells.some(({ logRatio }) => logRatio !== null);
  return {
    columns: [
      ...sweep.axes.map(({ field }) => columnOf(field)),
      ...(hasRatio ? [{ name: 'ln(D/K)', format: (value: number) => value.toFixed(2).replace('-', '−') }] : []),
      'Seed',
      ...measured('Probe accuracy', formatPercent),
      ...measured('Untrained', formatPercent),
      ...measured('Gain in points', formatGain),
    ],
    rows: cells.flatMap(({ values, logRatio, seeds, accuracy, untrained, gain }): Cell[][] => {
      const head = [...values, ...(hasRatio ? [logRatio] : [])];
      if (seeds.length === 0) return [[...head, 'none yet', ...alone(null), ...alone(null), ...alone(null)]];
      const single = seeds.map((result) => [...head, result.seed, ...alone(result.accuracy), ...alone(result.untrained), ...alone(result.gain)]);
      if (seeds.length === 1) return single;
      return [...single, [...head, `mean of ${seeds.length}`, ...whole(accuracy), ...whole(untrained), ...whole(gain)]];
    }),
  };
}

function columnOf(field: FieldName): string | Column {
  const { label, kind } = fieldTable[field];
  return kind === 'choice' ? label : { name: label, format: (value) => nameValue(field, value) };
}

/** A measure and the ends of its 95 % interval. */
function measured(name: string, format: (value: number) => string): Column[] {
  return [name, `${name}, low`, `${name}, high`].map((column) => ({ name: column, format }));
}

function alone(value: number | null): Cell[] {
  return [value, null, null];
}

function whole(interval: Interval | null): Cell[] {
  return interval ? [interval.mean, interval.low, interval.high] : alone(null);
}
