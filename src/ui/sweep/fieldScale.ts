/** How the values of a swept field lie along an axis. Pure arithmetic. */
import { fieldTable, type FieldName } from '../../experiment/fields';
import { spell } from '../text/choices';
import { formatWhole } from '../text/format';

export interface FieldScale {
  /** `ratio`: equal ratios lie equally far apart; `names`: in the order in which they were given. */
  readonly kind: 'ratio' | 'even' | 'names';
  /** Where a value lies. */
  place(value: number | string): number;
  /** Places of the values themselves, ascending, with what they are called. */
  readonly ticks: readonly { at: number; label: string }[];
  readonly domain: readonly [number, number];
}

/** From this ratio of the largest to the smallest value on, even steps would crowd the small ones. */
const WIDE_RATIO = 4;

export function fieldScale(field: FieldName, values: readonly (number | string)[]): FieldScale {
  if (fieldTable[field].kind === 'choice') {
    const ticks = values.map((value, at) => ({ at, label: spell(String(value)) }));
    return { kind: 'names', place: (value) => values.indexOf(value), ticks, domain: [-0.5, values.length - 0.5] };
  }
  const numbers = values.map(Number).sort((a, b) => a - b);
  const low = numbers[0]!;
  const high = numbers[numbers.length - 1]!;
  const isRatio = low > 0 && high / low >= WIDE_RATIO;
  const place = (value: number | string) => (isRatio ? Math.log2(Number(value)) : Number(value));
  const ticks = numbers.map((value) => ({ at: place(value), label: nameValue(field, value) }));
  const margin = low === high ? 0.5 : 0;
  return { kind: isRatio ? 'ratio' : 'even', place, ticks, domain: [place(low) - margin, place(high) + margin] };
}

/** A value as axes and tables call it, e.g. "1,024", "0.002" or "VICReg". */
export function nameValue(field: FieldName, value: number | string): string {
  if (fieldTable[field].kind === 'choice') return spell(String(value));
  return Number.isInteger(value) && field !== 'seed' && field !== 'scenes' ? formatWhole(Number(value)) : String(value);
}

/** What an axis is called, e.g. "last-block width D". */
export function nameField(field: FieldName): string {
  const { label } = fieldTable[field];
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** Short forms for names of curves and cells; other fields go by their label. */
const letters: Partial<Record<FieldName, string>> = { width: 'D', out: 'K' };

/** E.g. "D = 256" or "VICReg". */
export function nameSetting(field: FieldName, value: number | string): string {
  const name = nameValue(field, value);
  if (fieldTable[field].kind === 'choice') return name;
  return `${letters[field] ?? fieldTable[field].label} = ${name}`;
}
