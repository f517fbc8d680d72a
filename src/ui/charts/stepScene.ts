/** What the chart over steps shows of the runs: which curves, how they look, on which axes. Pure. */
import { groupBySeed } from '../../record/groups';
import { untrained, type Run } from '../../runs/run';
import { formatLoss } from '../text/format';
import { linearAxis, logAxis, ticksOf } from './axis';
import { drawMean, drawRun, type Drawn, lossExtent, smoothDrawn } from './drawn';
import type { Look } from './DrawnCurves';
import type { Band } from './Plot';
import { COLOURS } from './runStyle';
import { extentOf, type Extent, niceScale } from './scales';

export interface Curve {
  readonly measured: Drawn;
  /** The same, smoothed where that is asked for. */
  readonly shown: Drawn;
  readonly look: Look;
}

/** More curves than this are a crowd, of which each says less. */
const CROWD = 8;

export interface SceneView {
  readonly task: string;
  /** Of the smoothing, in steps; 0 for none. */
  readonly halfLife: number;
  /** Whether runs that differ by seed alone step back behind their mean. */
  readonly seedMeans: boolean;
}

/** What lies behind comes first; else oldest first. */
export function curvesOf(runs: readonly Run[], currentId: string, { task, halfLife, seedMeans }: SceneView): Curve[] {
  const groups = seedMeans ? groupBySeed(runs).map(({ members }) => members) : runs.map((run) => [run]);
  const slots = slotsOf(groups);
  const others: Look = groups.length > CROWD ? 'crowd' : 'other';
  const one = (run: Run, look: Look): Curve => ({ measured: drawRun(run, task), shown: smoothDrawn(drawRun(run, task), halfLife), look });
  const front = groups.map((group, index): Curve => {
    const newest = group[group.length - 1]!;
    const look = group.some(({ id }) => id === currentId) ? 'current' : others;
    if (group.length === 1) return one(newest, look);
    const meanOf = (smoothing: number) => drawMean(newest, task, slots[index]!, smoothing, ...group.slice(0, -1));
    return { measured: meanOf(0), shown: meanOf(halfLife), look };
  });
  const back = groups.filter(({ length }) => length > 1).flat();
  return [...back.map((run) => one(run, 'back')), ...front];
}

/** Each mean has the style of one of its runs: one whose colour no other has, where that can be. */
function slotsOf(groups: readonly (readonly Run[])[]): number[] {
  const uses = new Array<number>(COLOURS).fill(0);
  return groups.map((group) => {
    const { slot } = group.reduce((best, run) => (uses[run.slot % COLOURS]! < uses[best.slot % COLOURS]! ? run : best));
    uses[slot % COLOURS]!++;
    return slot;
  });
}

/** The lowest and highest loss that is drawn. Ends of intervals may be negative; on a logarithmic axis they do not count. */
export function lossesOf(drawn: readonly Drawn[], log: boolean): Extent | null {
  return extentOf(drawn.flatMap((one) => lossExtent(one, !log) ?? []).flatMap(({ low, high }) => [low, high]));
}

const LOSS = { bottom: 0.66, top: 0.95 } as const;
const ACCURACY = { bottom: 0.02, top: 0.56 } as const;

/** A logarithmic axis only where every loss is positive. */
export function lossBand(extent: Extent | null, log: boolean): Band {
  const look = { ...LOSS, side: 'left', grid: false, name: 'pretext loss', format: formatLoss } as const;
  if (!extent) return { ...look, axis: linearAxis({ low: 0, high: 1 }), ticks: [] };
  if (log && extent.low > 0) {
    const axis = logAxis(extent);
    return { ...look, axis, ticks: ticksOf(axis, extent.low, 4) };
  }
  const { domain: [low, high], ticks } = niceScale(extent, 4);
  return { ...look, axis: linearAxis({ low, high }), ticks };
}

export function accuracyBand(extent: Extent | null, task: string | undefined): Band {
  const { domain: [low, high], ticks } = niceScale(extent ?? { low: 0, high: 0.5 }, 5, 0.05);
  const name = `probe accuracy${task ? `, ${task}` : ''}`;
  return { ...ACCURACY, side: 'right', grid: true, name, format: (value) => `${Math.round(100 * value)}\u202f%`, axis: linearAxis({ low, high }), ticks };
}

export function accuraciesOf(drawn: readonly Drawn[]): Extent | null {
  return extentOf(drawn.flatMap(({ online, refit }) => [...online, ...refit].flatMap(({ value, low, high }) => [value, low, high])));
}

/** Accuracy of the current run's untrained network. */
export function startOf(current: Run, task: string): number | null {
  return current.hidden ? null : (untrained(current)?.[task] ?? null);
}
