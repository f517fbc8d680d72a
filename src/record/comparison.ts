/**
 * A run that was repeated: how far its figures lie from those that were received, and whether another seed would explain it.
 *
 * The same seed on the same device and version gives the same digits. On another back end, with another number of threads or by another
 * version, sums of floats round differently, and training amplifies that until the run is like one of another seed: so far and
 * no closer two such runs can be compared.
 */
import { withChanges } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { meanOf } from './statistics';
import { t95 } from './studentT';
import type { RunSummary } from './summary';

/** Of a two-sided 95 % interval, where the spread is known. */
const NORMAL = 1.96;
/** Fewer seeds say too little of their spread. */
const FEWEST_SEEDS = 3;
/** Links carry accuracies to a hundredth of a percent and losses to four digits. */
const SAME_ACCURACY = 1.01e-4;
const SAME_LOSS = 1e-3;

/**
 * Standard deviation of the refit probe from seed to seed beyond what the drawing of test images alone makes, as a fraction; for
 * want of seeds at hand. Tasks of the shapes: pooled over the eight widths of the recorded default sweep (SimCLR, 400 steps, wasm, two
 * or three seeds each, 11 degrees of freedom, November 2026): 2.6, 4.6, 2.0, 2.3, 3.6 and 2.0 points where sampling makes 2.2, 2.4, 2.1,
 * 2.1, 2.7 and 1.8. CIFAR-10: over nine conditions of the scoreboard (SimCLR, 300 steps, three seeds each), 2.1 points, less than
 * the 2.9 of sampling.
 */
const SEED_DEVIATION: Readonly<Record<string, number>> = { shape: 0.013, hue: 0.038, texture: 0, position: 0.007, size: 0.025, orientation: 0.008, cifar10: 0 };
/** The root mean square of those of the shapes, for tasks that were not measured. */
const UNKNOWN_TASK_DEVIATION = 0.02;
/** Of the final loss from seed to seed, relative: 1.3 % over the recorded widths, 2.3 % over the scoreboard's conditions; pooled. */
const LOSS_DEVIATION = 0.02;

/** What of a run is compared. */
export type Figures = Pick<RunSummary, 'experiment' | 'link' | 'state' | 'refit' | 'loss' | 'testImages'>;

export interface Difference {
  /** A task of the refit probe, or the final loss. */
  readonly of: 'refit' | 'loss';
  readonly task: string | null;
  readonly here: number;
  readonly received: number;
  /** here − received. */
  readonly difference: number;
  /** What another seed would explain, either way, in 19 of 20 cases. */
  readonly tolerance: number;
  readonly verdict: 'same' | 'within' | 'beyond';
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Seeds whose spread the tolerance comes from; 0: from the spread that was measured on other runs. */
  readonly seeds: number;
}

/** `others`: runs at hand; those of the same settings and other seeds tell how much seeds differ. */
export function compare(here: Figures, received: Figures, others: readonly Figures[]): Comparison {
  const seeds = seedsLike(here, others);
  const tasks = Object.keys(received.refit ?? {}).filter((task) => here.refit?.[task] !== undefined);
  const refits = tasks.map((task) => {
    const [a, b] = [here.refit![task]!, received.refit![task]!];
    const ofSeeds = seeds.flatMap(({ refit }) => refit?.[task] ?? []);
    return difference('refit', task, a, b, SAME_ACCURACY, accuracyTolerance(task, [a, b], [here.testImages, received.testImages], ofSeeds));
  });
  const losses =
    here.loss === null || received.loss === null
      ? []
      : [difference('loss', null, here.loss, received.loss, SAME_LOSS * Math.abs(received.loss), lossTolerance([here.loss, received.loss], seeds.flatMap(({ loss }) => loss ?? [])))];
  return { differences: [...refits, ...losses], seeds: seeds.length };
}

export interface TableComparison {
  /** Figures of runs that are finished on both sides. */
  readonly figures: number;
  readonly same: number;
  readonly beyond: readonly { readonly link: string; readonly difference: Difference }[];
  /** How many would lie beyond by chance alone, if all runs were of other seeds. */
  readonly byChance: number;
}

/** Of a sweep: run by run. */
export function compareTables(here: readonly Figures[], received: readonly Figures[], others: readonly Figures[]): TableComparison {
  const pairs = received.flatMap((run) => {
    const own = here.find(({ link, state }) => link === run.link && state === 'finished');
    return own ? [{ link: run.link, differences: compare(own, run, others).differences }] : [];
  });
  const all = pairs.flatMap(({ link, differences }) => differences.map((one) => ({ link, difference: one })));
  return {
    figures: all.length,
    same: all.filter(({ difference: { verdict } }) => verdict === 'same').length,
    beyond: all.filter(({ difference: { verdict } }) => verdict === 'beyond'),
    byChance: all.length / 20,
  };
}

/** Finished runs of the same settings, one per seed; none where they are too few to tell a spread from. */
function seedsLike({ experiment }: Figures, others: readonly Figures[]): Figures[] {
  const settings = (run: Pick<Figures, 'experiment'>) => writeLink(withChanges(run.experiment, { seed: 1 }));
  const wanted = settings({ experiment });
  const alike = others.filter((run) => run.state === 'finished' && settings(run) === wanted);
  const bySeed = new Map(alike.map((run) => [run.experiment.seed, run]));
  return bySeed.size >= FEWEST_SEEDS ? [...bySeed.values()] : [];
}

function difference(of: Difference['of'], task: string | null, here: number, received: number, same: number, tolerance: number): Difference {
  const apart = here - received;
  const verdict = Math.abs(apart) <= same ? 'same' : Math.abs(apart) <= tolerance ? 'within' : 'beyond';
  return { of, task, here, received, difference: apart, tolerance, verdict };
}

/**
 * Two runs of spread σ differ by σ√2. Each probe's test images are a sample, p(1 − p)/n; the spread over seeds holds that sampling
 * already, yet from few seeds it can come out smaller than the sampling alone, which then counts.
 */
function accuracyTolerance(task: string, accuracies: readonly [number, number], testImages: readonly (number | null)[], seeds: readonly number[]): number {
  const p = meanOf(accuracies);
  const sampling = testImages.map((count) => (count === null ? 0 : (p * (1 - p)) / count));
  if (seeds.length >= FEWEST_SEEDS) {
    const spread = varianceOf(seeds);
    return t95(seeds.length - 1) * Math.sqrt(sampling.reduce((sum, variance) => sum + Math.max(variance, spread), 0));
  }
  const beyond = (SEED_DEVIATION[task] ?? UNKNOWN_TASK_DEVIATION) ** 2;
  return NORMAL * Math.sqrt(sampling.reduce((sum, variance) => sum + variance + beyond, 0));
}

function lossTolerance(losses: readonly [number, number], seeds: readonly number[]): number {
  if (seeds.length >= FEWEST_SEEDS) return t95(seeds.length - 1) * Math.sqrt(2 * varianceOf(seeds));
  return NORMAL * Math.SQRT2 * LOSS_DEVIATION * Math.abs(meanOf(losses));
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
