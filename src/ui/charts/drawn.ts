/** What a chart over steps draws: a run, or the mean of runs that differ by seed alone, brought into one form. Pure. */
import type { Experiment } from '../../experiment/fields';
import { newestAt, type Timed } from '../../record/clock';
import { meanMeasured, meanSeries } from '../../record/seedMean';
import { lastStep, type Series } from '../../record/series';
import { createSmoother, smooth } from '../../record/smooth';
import { stepsDone, type Run } from '../../runs/run';
import { extentOf, type Extent } from './scales';

/** A measurement along a run; of a mean with the ends of its interval. */
export interface Mark {
  readonly step: number;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Drawn {
  readonly id: string;
  readonly slot: number;
  readonly experiment: Experiment;
  /** Runs whose mean this is; 1 for a run itself. */
  readonly seeds: number;
  /** Finished steps. */
  readonly steps: number;
  /** Tells seconds of steps. */
  readonly clock: readonly Timed[];
  /** Every step, as measured. */
  readonly losses: Series;
  readonly lossInterval: { readonly low: Series; readonly high: Series } | null;
  readonly online: readonly Mark[];
  readonly refit: readonly Mark[];
}

/** A curve as measured and as smoothed, and no more. */
const ANSWERS = 2;

/** Remembers the newest answers for every first argument: runs are values, and most of them are finished. */
function remembered<Key extends object, Rest extends readonly unknown[], Answer>(ask: (key: Key, ...rest: Rest) => Answer): typeof ask {
  const answers = new WeakMap<Key, { rest: Rest; answer: Answer }[]>();
  return (key, ...rest) => {
    const known = answers.get(key) ?? [];
    const same = known.find((one) => one.rest.length === rest.length && one.rest.every((value, index) => value === rest[index]));
    if (same) return same.answer;
    const answer = ask(key, ...rest);
    answers.set(key, [{ rest, answer }, ...known].slice(0, ANSWERS));
    return answer;
  };
}

export const drawRun = remembered((run: Run, task: string): Drawn => {
  return {
    id: run.id,
    slot: run.slot,
    experiment: run.experiment,
    seeds: 1,
    steps: stepsDone(run),
    clock: run.points,
    losses: run.losses,
    lossInterval: null,
    online: run.points.flatMap(({ step, online }) => (online[task] === undefined ? [] : [{ step, value: online[task] }])),
    refit: run.points.flatMap(({ step, refit }) => (refit?.[task] === undefined ? [] : [{ step, value: refit[task] }])),
  };
});

/**
 * The mean of the newest run and others that differ from it by seed alone. Each is smoothed before the mean is taken, so
 * that the interval is that of what is drawn.
 */
export const drawMean = remembered((newest: Run, task: string, slot: number, halfLife: number, ...others: readonly Run[]): Drawn => {
  const runs = [...others, newest];
  const members = runs.map((run) => smoothDrawn(drawRun(run, task), halfLife));
  const { mean, low, high } = meanSeries(members.map(({ losses }) => losses));
  const clocks = meanMeasured(runs.map(({ points }) => points.map(({ step, seconds }) => ({ step, value: seconds }))));
  return {
    id: `mean of ${runs.map(({ id }) => id).join(' ')}`,
    slot,
    experiment: newest.experiment,
    seeds: members.length,
    steps: Math.max(...members.map(({ steps }) => steps)),
    clock: clocks.map(({ step, mean: seconds }) => ({ step, seconds })),
    losses: mean,
    lossInterval: { low, high },
    online: meanMeasured(members.map(({ online }) => online)).map(toMark),
    refit: meanMeasured(members.map(({ refit }) => refit)).map(toMark),
  };
});

function toMark({ step, mean, low, high }: ReturnType<typeof meanMeasured>[number]): Mark {
  return low === null || high === null ? { step, value: mean } : { step, value: mean, low, high };
}

/** The curves of a run, smoothed for the eye; refits are few and stay as they are. */
export const smoothDrawn = remembered((drawn: Drawn, halfLife: number): Drawn => {
  if (halfLife <= 0) return drawn;
  const smoothed = createSmoother(halfLife);
  return {
    ...drawn,
    losses: smooth(drawn.losses, halfLife),
    online: drawn.online.map(({ step, value }) => ({ step, value: smoothed(step, value) })),
  };
});

/** Of all losses, or of the interval of their mean too; null while there is none. */
export const lossExtent = remembered(({ losses, lossInterval }: Drawn, withInterval: boolean): Extent | null => {
  const all = withInterval && lossInterval ? [losses, lossInterval.low, lossInterval.high] : [losses];
  const extents = all.flatMap(({ values, length }) => extentOf(values.subarray(0, length)) ?? []);
  return extentOf(extents.flatMap(({ low, high }) => [low, high]));
});

/** The newest value at or before a step; null before the first. */
export function markAt(marks: readonly Mark[], step: number): Mark | null {
  return marks[newestAt(marks, step, 'step')] ?? null;
}

/** Where the line that joins the marks is at a step; null outside of it. */
export function lineAt(marks: readonly Mark[], step: number): number | null {
  const index = newestAt(marks, step, 'step');
  const [before, after] = [marks[index], marks[index + 1]];
  if (!before || !after) return before?.step === step ? before.value : null;
  return before.value + ((step - before.step) * (after.value - before.value)) / (after.step - before.step);
}

/** The loss of a step; of a run that kept only some, the newest before it. */
export function lossAt({ losses }: Pick<Drawn, 'losses'>, step: number): number | null {
  for (let index = Math.min(step, lastStep(losses)) - losses.firstStep; index >= 0; index--) {
    const value = losses.values[index]!;
    if (Number.isFinite(value)) return value;
  }
  return null;
}
