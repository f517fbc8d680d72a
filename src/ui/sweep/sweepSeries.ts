/** What the chart of a sweep draws: one series for each value of the second field, its cells placed along the first. Pure. */
import type { Interval } from '../../experiment/claims/scoreboard';
import { fieldTable } from '../../experiment/fields';
import type { Sweep, SweepAxis } from '../../experiment/sweep';
import type { SweepCell, SweepTable } from '../../record/sweepTable';
import { fieldScale, nameField, nameSetting } from './fieldScale';
import { type Extent, extentOf, niceScale } from '../charts/scales';
import { formatRound } from '../text/format';

/** What lies along x: the field itself, or the ratio of the representation's dimension to the projector's. */
export type Across = 'field' | 'ratio';

export interface PlacedCell {
  readonly x: number;
  readonly cell: SweepCell;
}

export interface SweepSeries {
  /** E.g. "K = 64"; empty where there is one series only. */
  readonly name: string;
  readonly slot: number;
  /** From left to right; those without a finished run too. */
  readonly cells: readonly PlacedCell[];
}

export interface AcrossAxis {
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly ticks: readonly { at: number; label: string }[];
}

/** The axis that lies along x, by its index: the width, else the first that has numbers, else the first. */
export function acrossIndex({ axes }: Pick<Sweep, 'axes'>): number {
  const width = axes.findIndex(({ field }) => field === 'width');
  if (width >= 0) return width;
  return Math.max(0, axes.findIndex(isNumeric));
}

/** Whether ln(D/K) says something: D or K is swept, and every cell has a K. */
export function hasRatio({ sweep, cells }: Pick<SweepTable, 'sweep' | 'cells'>): boolean {
  const varies = sweep.axes.some(({ field }) => field === 'width' || field === 'out');
  return varies && cells.every(({ logRatio }) => logRatio !== null);
}

export function acrossAxis({ sweep, cells }: Pick<SweepTable, 'sweep' | 'cells'>, across: Across): AcrossAxis {
  if (across === 'field') {
    const { field, values } = sweep.axes[acrossIndex(sweep)]!;
    const { domain, ticks, kind } = fieldScale(field, values);
    return { title: kind === 'ratio' ? `${nameField(field)} (logarithmic)` : nameField(field), domain, ticks };
  }
  const { domain, ticks } = niceScale(extentOf(cells.map(({ logRatio }) => logRatio)) ?? { low: 0, high: 1 }, 6);
  return { title: 'ln(D/K)', domain, ticks: ticks.map((at) => ({ at, label: formatRound(at) })) };
}

export function sweepSeries({ sweep, cells }: Pick<SweepTable, 'sweep' | 'cells'>, across: Across): SweepSeries[] {
  const along = acrossIndex(sweep);
  const { field, values } = sweep.axes[along]!;
  const other = sweep.axes[1 - along];
  const { place } = fieldScale(field, values);
  const placeOf = (cell: SweepCell) => (across === 'ratio' ? (cell.logRatio ?? 0) : place(cell.values[along]!));
  const placed = (members: readonly SweepCell[]) => members.map((cell) => ({ x: placeOf(cell), cell })).sort((a, b) => a.x - b.x);
  if (!other) return [{ name: '', slot: 0, cells: placed(cells) }];
  return other.values.map((value, slot) => ({
    name: nameSetting(other.field, value),
    slot,
    cells: placed(cells.filter((cell) => cell.values[1 - along] === value)),
  }));
}

/**
 * Whether all series start from the same untrained networks, as where only the pretext task or the projector differs: then
 * one line says it. Compared seed by seed, where series have cells at the same place.
 */
export function sharesUntrained(series: readonly SweepSeries[]): boolean {
  const known = new Map<string, number>();
  return series.every(({ cells }) =>
    cells.every(({ x, cell }) =>
      cell.seeds.every(({ seed, untrained }) => {
        const other = known.get(`${x} ${seed}`);
        known.set(`${x} ${seed}`, untrained);
        return other === undefined || Math.abs(other - untrained) < 1e-6;
      }),
    ),
  );
}

export interface UntrainedPlace {
  readonly x: number;
  readonly interval: Interval;
}

/** The untrained line through all cells of these series; of several at a place, the one with the most seeds. */
export function untrainedLine(series: readonly SweepSeries[]): UntrainedPlace[] {
  const best = new Map<number, Interval>();
  for (const { x, cell } of series.flatMap(({ cells }) => cells)) {
    const rival = best.get(x);
    if (cell.untrained && (!rival || cell.untrained.seeds > rival.seeds)) best.set(x, cell.untrained);
  }
  return [...best].map(([x, interval]) => ({ x, interval })).sort((a, b) => a.x - b.x);
}

type Measure = 'accuracy' | 'untrained' | 'gain';

/** Values closer together than this still get an axis that shows intervals. */
const LEAST_SPAN = 0.04;

/**
 * What an axis has to hold: every seed, and intervals as far as they reach beyond the seeds by no more than half of what these
 * span. Two seeds have intervals of thirteen times their standard error, which would leave nothing else to see.
 */
export function reachOf({ cells }: Pick<SweepTable, 'cells'>, measures: readonly Measure[], bounds: Extent, ...always: number[]): Extent {
  const values = extentOf([...always, ...cells.flatMap((cell) => measures.flatMap((measure) => cell.seeds.map((seed) => seed[measure])))]) ?? { low: 0, high: 0.1 };
  const room = Math.max(values.high - values.low, LEAST_SPAN) / 2;
  const ends = extentOf(cells.flatMap((cell) => measures.flatMap((measure) => [cell[measure]?.low, cell[measure]?.high]))) ?? values;
  return {
    low: Math.max(bounds.low, Math.min(values.low, Math.max(ends.low, values.low - room))),
    high: Math.min(bounds.high, Math.max(values.high, Math.min(ends.high, values.high + room))),
  };
}

/** Whether some interval reaches beyond its axis. */
export function isCut({ cells }: Pick<SweepTable, 'cells'>, accuracies: readonly [number, number], gains: readonly [number, number]): boolean {
  const beyond = (interval: Interval | null, [low, high]: readonly [number, number]) => interval !== null && interval.low !== null && interval.high !== null && (interval.low < low || interval.high > high);
  return cells.some((cell) => beyond(cell.accuracy, accuracies) || beyond(cell.gain, gains));
}

/** Sentences about what is not there: missing cells, and cells of one seed, which have no interval. */
export function gapsOf({ sweep, cells, finished, runs }: SweepTable): string[] {
  const name = ({ values }: SweepCell) => values.map((value, axis) => nameSetting(sweep.axes[axis]!.field, value)).join(', ');
  const missing = cells.filter(({ seeds }) => seeds.length === 0);
  const single = cells.filter(({ seeds }) => seeds.length === 1);
  const gaps: string[] = [];
  if (finished < runs) gaps.push(`${finished} of ${runs} runs are finished.`);
  if (missing.length > 0 && missing.length < cells.length) gaps.push(`Nothing yet at ${listed(missing.map(name))}.`);
  if (single.length > 0) {
    gaps.push(
      single.length === cells.length ? 'One seed each, so there are no intervals.' : `One seed only, hence no interval, at ${listed(single.map(name))}.`,
    );
  }
  return gaps;
}

const MOST_NAMED = 4;

/** "a", "a and b", "a, b, c, d and 3 more". */
function listed(names: readonly string[]): string {
  const shown = names.length > MOST_NAMED + 1 ? [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join('; ')} and ${shown[shown.length - 1]}`;
}

function isNumeric({ field }: SweepAxis): boolean {
  return fieldTable[field].kind !== 'choice';
}
