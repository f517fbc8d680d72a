/**
 * Sweeps: one or two fields that take several values each, times seeds. A sweep is a link: `sweep=width:16,64;out:32,128&seeds=3`
 * beside the fields of the experiment that everything else is taken from. Reading never fails, it remarks.
 */
import { checkValue, isKindred } from './checkValue';
import { defaultsFor, type Experiment, fieldNames, type FieldName, fields, fieldTable, withChanges } from './fields';
import { readLink, shortened, writeLink } from './link';
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
  /** Each seed draws scenes of its own, as in sweeps of version-1 links; else all share those of the base. */
  readonly variesScenes?: true;
}

/** One value for each axis. */
export interface SweepPoint {
  readonly values: readonly (number | string)[];
  readonly changes: Partial<Experiment>;
}

/** More runs than this are no sweep for a browser, and a mistyped link should not start one. */
export const MOST_SWEPT_RUNS = 400;
export const MOST_SEEDS = 20;
const MOST_AXES = 2;
/** What `vary=` may name. */
const VARIED = 'scenes';
/** A list of as many values as there may be runs is about half as long. */
const MOST_CHARACTERS = 10_000;

export interface ReadSweep {
  /** Null where the link holds none that can be used. */
  sweep: Sweep | null;
  /** One sentence for each part that is not used as given. What is wrong with the base, `readLink` tells. */
  remarks: string[];
}

/** Reads a whole address, `?query` or a bare query. */
export function readSweep(link: string | URLSearchParams): ReadSweep {
  const remarks: string[] = [];
  const sweep = sweepOf(queryOf(link), remarks);
  return { sweep, remarks: shortened(remarks) };
}

/** A sweep's query of any version as this version writes it; as it is where it holds no sweep. */
export function upgradedSweep(query: string): string {
  const { sweep } = readSweep(query);
  return sweep ? writeSweep(sweep) : query;
}

/** The query of a sweep, without "?": its base's and what it sweeps. Equal sweeps have equal links. */
export function writeSweep(sweep: Sweep): string {
  const { base, axes, seeds, variesScenes } = sweep;
  const lists = axes.map(({ field, values }) => `${field}:${values.join(',')}`).join(';');
  return [writeLink(baseOf(base, axes)), `sweep=${lists}`, seeds === 1 ? '' : `seeds=${seeds}`, variesScenes ? `vary=${VARIED}` : ''].filter(Boolean).join('&');
}

/** The same sweep as its link tells it: fields of the base that the axes take over stand at their defaults. */
export function sweepOver(base: Experiment, axes: readonly SweepAxis[], seeds: number, variesScenes = false): Sweep {
  return { base: baseOf(base, axes), axes, seeds, ...(variesScenes && { variesScenes }) };
}

export function countRuns({ axes, seeds }: Pick<Sweep, 'axes' | 'seeds'>): number {
  return axes.reduce((count, { values }) => count * values.length, seeds);
}

export function seedsOf({ base, seeds }: Pick<Sweep, 'base' | 'seeds'>): number[] {
  return Array.from({ length: seeds }, (_, index) => base.seed + index);
}

/** Every combination of the axes' values; the last axis varies fastest. */
export function pointsOf({ axes }: Pick<Sweep, 'axes'>): SweepPoint[] {
  return axes.reduce<SweepPoint[]>(
    (points, { field, values }) =>
      points.flatMap((point) => values.map((value) => ({ values: [...point.values, value], changes: { ...point.changes, [field]: value } }))),
    [{ values: [], changes: {} }],
  );
}

/** The run of a sweep at a point and a seed. */
export function experimentAt({ base, axes, variesScenes }: Pick<Sweep, 'base' | 'axes' | 'variesScenes'>, { changes }: SweepPoint, seed: number): Experiment {
  return withChanges(baseOf(base, axes), { ...(variesScenes && { scenes: seed }), ...changes, seed });
}

/** One experiment a run: all values at the first seed, then all at the next, so that a whole curve is there early. */
export function experimentsOf(sweep: Sweep): Experiment[] {
  return seedsOf(sweep).flatMap((seed) => pointsOf(sweep).map((point) => experimentAt(sweep, point, seed)));
}

/** What an axis takes over says nothing in the base, so it stands at its default there; the method first, which others depend on. */
function baseOf(base: Experiment, axes: readonly SweepAxis[]): Experiment {
  return axes
    .map(({ field }) => field)
    .sort((a, b) => Number(b === 'method' || b === 'optimizer') - Number(a === 'method' || a === 'optimizer'))
    .reduce((changed, field) => withChanges(changed, { [field]: defaultOf(field, changed) }), base);
}

function defaultOf(field: FieldName, experiment: Experiment): number | string {
  return field === 'method' || field === 'optimizer' ? fieldTable[field].default : defaultsFor(experiment)[field];
}

function sweepOf(query: URLSearchParams, remarks: string[]): Sweep | null {
  const given = query.get('sweep');
  if (given === null) {
    if (query.has('seeds')) remarks.push(`“seeds” was given as ${showGiven(query.get('seeds') ?? '')}, but belongs to a sweep and there is none; it is ignored.`);
    return null;
  }
  if (given.length > MOST_CHARACTERS) {
    remarks.push(`“sweep” was given as ${showGiven(given)}, which is longer than any sweep that this page would make; name fewer values. The single experiment is shown.`);
    return null;
  }
  const { experiment } = readLink(query);
  const axes: SweepAxis[] = [];
  for (const part of given.split(';').filter((text) => text.trim() !== '')) {
    const axis = readAxis(part, experiment, remarks);
    if (!axis) continue;
    if (axes.some(({ field }) => field === axis.field)) remarks.push(`“sweep” names “${axis.field}” more than once; the first list is used.`);
    else if (axes.length === MOST_AXES) remarks.push(`“sweep” names more than ${MOST_AXES} fields; “${axis.field}” is ignored.`);
    else axes.push(axis);
  }
  if (axes.length === 0) {
    remarks.push(`“sweep” was given as ${showGiven(given)}, in which no list of values was found; write for instance sweep=width:16,64,256. The single experiment is shown.`);
    return null;
  }
  const variesScenes = query.has('v') ? readVaried(query.get('vary'), remarks) : experiment.scenes === experiment.seed;
  const seeds = readSeeds(query.get('seeds'), experiment.seed, remarks);
  const sweep = sweepOver(experiment, axes, seeds, variesScenes && seeds > 1);
  const runs = countRuns(sweep);
  if (runs <= MOST_SWEPT_RUNS) return sweep;
  remarks.push(`“sweep” asks for ${runs} runs, more than the ${MOST_SWEPT_RUNS} of one sweep; name fewer values or seeds. The single experiment is shown.`);
  return null;
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
  const values = new Set<number | string>();
  const items = colon < 0 ? [] : text.slice(colon + 1).split(',').filter((item) => item.trim() !== '');
  for (const item of items) {
    const { value, remark } = checkValue(name, item, base);
    // The default in its place is nothing that anybody asked to sweep.
    if (!isKindred(name, item)) remarks.push(`“sweep” lists ${showGiven(item)} for “${name}”, which is no value of it; it is left out.`);
    else if (values.has(value)) remarks.push(`“sweep” lists ${value} for “${name}” more than once${remark === undefined ? '' : `, as ${showGiven(item)} comes to it too`}; it is used once.`);
    else {
      if (remark !== undefined) remarks.push(remark);
      values.add(value);
    }
  }
  if (values.size === 0) {
    remarks.push(`“sweep” names “${name}” without values; it is ignored.`);
    return null;
  }
  return { field: name, values: [...values] };
}

function readVaried(given: string | null, remarks: string[]): boolean {
  if (given === null || given.trim() === VARIED) return given !== null;
  remarks.push(`“vary” was given as ${showGiven(given)}, which is not ${VARIED}; all seeds share their scenes.`);
  return false;
}

/** At least one, at most `MOST_SEEDS`, and none beyond the largest seed. */
function readSeeds(given: string | null, first: number, remarks: string[]): number {
  if (given === null) return 1;
  const { maximum } = fields.seed;
  const most = Math.min(MOST_SEEDS, maximum - first + 1);
  const text = given.trim();
  const isWhole = /^\d+$/.test(text);
  const seeds = Number(text);
  if (isWhole && seeds >= 1 && seeds <= most) return seeds;
  const used = isWhole && seeds > most ? most : 1;
  const why = isWhole && seeds <= MOST_SEEDS && seeds > most ? `but there are only ${most} from seed ${first} on` : `which is not a whole number from 1 to ${MOST_SEEDS}`;
  remarks.push(`“seeds” was given as ${showGiven(given)}, ${why}; ${used} ${used === 1 ? 'is' : 'are'} used.`);
  return used;
}

function isFieldName(name: string): name is FieldName {
  return (fieldNames as readonly string[]).includes(name);
}
