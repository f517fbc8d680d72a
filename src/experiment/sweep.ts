/**
 * Sweeps: one or two fields that take several values each, times seeds. A sweep is a link: `sweep=width:16,64;out:32,128&seeds=3`
 * beside the fields of the experiment that everything else is taken from. Reading never fails, it remarks.
 */
import { checkValue } from './checkValue';
import { type Experiment, fieldNames, type FieldName, fieldTable, withChanges } from './fields';
import { readLink, writeLink } from './link';
import { queryOf } from './queryOf';
import { showGiven } from './showGiven';

export interface SweepAxis {
  readonly field: FieldName;
  /** At least one; none twice; in the order in which they were given. */
  readonly values: readonly (number | string)[];
}

export interface Sweep {
  /** What every run shares, but the fields of the axes and the seed. */
  readonly base: Experiment;
  /** One or two, of different fields, none of them the seed. */
  readonly axes: readonly SweepAxis[];
  /** How many: `base.seed`, `base.seed + 1` and so on. */
  readonly seeds: number;
}

/** More runs than this are no sweep for a browser, and a mistyped link should not start one. */
export const MOST_SWEPT_RUNS = 400;
export const MOST_SEEDS = 20;
const MOST_AXES = 2;

export interface ReadSweep {
  /** Null where the link holds none that can be used. */
  sweep: Sweep | null;
  /** One sentence for each part that is not used as given. */
  remarks: string[];
}

/** Reads a whole address, `?query` or a bare query. */
export function readSweep(link: string | URLSearchParams): ReadSweep {
  const query = queryOf(link);
  const given = query.get('sweep');
  const remarks: string[] = [];
  if (given === null) {
    if (query.has('seeds')) remarks.push(`“seeds” was given as ${showGiven(query.get('seeds') ?? '')}, but belongs to a sweep and there is none; it is ignored.`);
    return { sweep: null, remarks };
  }
  const { experiment: base } = readLink(link);
  const axes: SweepAxis[] = [];
  for (const part of given.split(';').filter((text) => text.trim() !== '')) {
    const axis = readAxis(part, base, remarks);
    if (!axis) continue;
    if (axes.some(({ field }) => field === axis.field)) remarks.push(`“sweep” names “${axis.field}” more than once; the first list is used.`);
    else if (axes.length === MOST_AXES) remarks.push(`“sweep” names more than ${MOST_AXES} fields; “${axis.field}” is ignored.`);
    else axes.push(axis);
  }
  if (axes.length === 0) {
    remarks.push(`“sweep” was given as ${showGiven(given)}, in which no list of values was found; write for instance sweep=width:16,64,256. The single experiment is shown.`);
    return { sweep: null, remarks };
  }
  const seeds = readSeeds(query.get('seeds'), remarks);
  const sweep = { base, axes, seeds };
  const runs = countRuns(sweep);
  if (runs > MOST_SWEPT_RUNS) {
    remarks.push(`“sweep” asks for ${runs} runs, more than the ${MOST_SWEPT_RUNS} of one sweep; name fewer values or seeds. The single experiment is shown.`);
    return { sweep: null, remarks };
  }
  return { sweep, remarks };
}

/** The query of a sweep, without "?": its base's and what it sweeps. Equal sweeps have equal links. */
export function writeSweep(sweep: Sweep): string {
  const { base, axes, seeds } = sweep;
  const lists = axes.map(({ field, values }) => `${field}:${values.join(',')}`).join(';');
  return [writeLink(base), `sweep=${lists}`, seeds === 1 ? '' : `seeds=${seeds}`].filter(Boolean).join('&');
}

export function countRuns({ axes, seeds }: Pick<Sweep, 'axes' | 'seeds'>): number {
  return axes.reduce((count, { values }) => count * values.length, seeds);
}

/** One experiment a run: all values at the first seed, then all at the next, so that a whole curve is there early. */
export function experimentsOf({ base, axes, seeds }: Sweep): Experiment[] {
  const points = axes.reduce<Partial<Experiment>[]>(
    (partial, { field, values }) => partial.flatMap((changes) => values.map((value) => ({ ...changes, [field]: value }))),
    [{}],
  );
  return Array.from({ length: seeds }, (_, index) => base.seed + index).flatMap((seed) =>
    points.map((changes) => withChanges(base, { ...changes, seed })),
  );
}

function readAxis(text: string, base: Experiment, remarks: string[]): SweepAxis | null {
  const colon = text.indexOf(':');
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  if (name === 'seed') {
    remarks.push('“sweep” names the seed; write seeds=3 for three of them. It is ignored.');
    return null;
  }
  if (!isFieldName(name)) {
    remarks.push(`“sweep” names ${showGiven(name)}, which is not a field of an experiment; it is ignored.`);
    return null;
  }
  const values: (number | string)[] = [];
  const items = colon < 0 ? [] : text.slice(colon + 1).split(',').filter((item) => item.trim() !== '');
  for (const item of items.slice(0, MOST_SWEPT_RUNS + 1)) {
    const { value, remark } = checkValue(name, item, base);
    // A value of the wrong kind would quietly become the default, which nobody asked to sweep.
    const kindred = fieldTable[name].kind === 'choice' ? value === item.trim() : Number.isFinite(Number(item));
    if (!kindred) remarks.push(`“sweep” lists ${showGiven(item)} for “${name}”, which is no value of it; it is left out.`);
    else if (values.includes(value)) continue;
    else {
      if (remark !== undefined) remarks.push(remark);
      values.push(value);
    }
  }
  if (values.length === 0) {
    remarks.push(`“sweep” names “${name}” without values; it is ignored.`);
    return null;
  }
  return { field: name, values };
}

function readSeeds(given: string | null, remarks: string[]): number {
  if (given === null) return 1;
  const seeds = Number(given.trim());
  if (/^\d{1,9}$/.test(given.trim()) && seeds >= 1 && seeds <= MOST_SEEDS) return seeds;
  const used = /^\d+$/.test(given.trim()) && seeds > MOST_SEEDS ? MOST_SEEDS : 1;
  remarks.push(`“seeds” was given as ${showGiven(given)}, which is not a whole number from 1 to ${MOST_SEEDS}; ${used} is used.`);
  return used;
}

function isFieldName(name: string): name is FieldName {
  return (fieldNames as readonly string[]).includes(name);
}
