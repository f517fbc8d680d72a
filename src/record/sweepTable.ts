/** A sweep's results: from its runs to one cell per combination of values, over seeds. */
import type { Interval } from '../experiment/claims/scoreboard';
import type { Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { experimentAt, experimentsOf, pointsOf, seedsOf, type Sweep } from '../experiment/sweep';
import type { RunSummary } from './summary';
import { intervalOf } from './statistics';

export type SweptRun = Pick<RunSummary, 'experiment' | 'link' | 'state' | 'untrained' | 'refit' | 'loss' | 'rankMe' | 'collapse' | 'testImages' | 'correct' | 'origin'>;

/** One finished run's refit probe on one task; fractions. */
export interface SeedResult {
  readonly seed: number;
  readonly link: string;
  readonly accuracy: number;
  /** The untrained network's. */
  readonly untrained: number;
  /** accuracy − untrained. */
  readonly gain: number;
}

export interface SweepCell {
  /** One per axis, in the sweep's order. */
  readonly values: readonly (number | string)[];
  /** At the first seed. */
  readonly experiment: Experiment;
  /** Links of all its seeds, in their order, finished or not. */
  readonly links: readonly string[];
  /** ln(D/K); null without a projector, where there is no K. */
  readonly logRatio: number | null;
  /** Finished ones that were judged on the task, in the order of seeds. */
  readonly seeds: readonly SeedResult[];
  /** Over `seeds`; null while there is none. One seed has a mean but no low and high. */
  readonly accuracy: Interval | null;
  readonly untrained: Interval | null;
  readonly gain: Interval | null;
}

export interface SweepTable {
  readonly sweep: Sweep;
  readonly task: string;
  /** The last axis varies fastest. */
  readonly cells: readonly SweepCell[];
  /** Finished runs in all cells, and how many there are to be. */
  readonly finished: number;
  readonly runs: number;
  /** Images that accuracies were judged on, where all agree. */
  readonly testImages: number | null;
}

/** Runs of other experiments are passed over; of several with the same link, a finished one made here comes first. */
export function sweepTable(sweep: Sweep, runs: readonly SweptRun[], task: string): SweepTable {
  const byLink = bestByLink(runs);
  const seeds = seedsOf(sweep);
  const cells = pointsOf(sweep).map((point) => cellOf(point.values, seeds.map((seed) => experimentAt(sweep, point, seed)), byLink, task));
  const finished = cells.reduce((count, cell) => count + cell.seeds.length, 0);
  const judged = cells.flatMap((cell) => cell.seeds.map(({ link }) => byLink.get(link)!.testImages));
  const testImages = judged.every((count) => count === judged[0]) ? (judged[0] ?? null) : null;
  return { sweep, task, cells, finished, runs: cells.length * seeds.length, testImages };
}

/** Tasks that runs of the sweep are judged on, in the order of the data set. */
export function tasksOf(sweep: Sweep, runs: readonly SweptRun[]): string[] {
  const byLink = bestByLink(runs);
  return [...new Set(experimentsOf(sweep).flatMap((experiment) => Object.keys(byLink.get(writeLink(experiment))?.refit ?? {})))];
}

/** ln(D/K) of an experiment; null without a projector. */
export function logRatioOf({ width, layers, out }: Pick<Experiment, 'width' | 'layers' | 'out'>): number | null {
  return layers === 0 ? null : Math.log(width / out);
}

function cellOf(values: readonly (number | string)[], experiments: readonly Experiment[], runs: ReadonlyMap<string, SweptRun>, task: string): SweepCell {
  const links = experiments.map(writeLink);
  const seeds = experiments.flatMap(({ seed }, index) => resultOf(seed, links[index]!, runs, task) ?? []);
  const over = (value: (result: SeedResult) => number) => (seeds.length === 0 ? null : intervalOf(seeds.map(value)));
  return {
    values,
    experiment: experiments[0]!,
    links,
    logRatio: logRatioOf(experiments[0]!),
    seeds,
    accuracy: over(({ accuracy }) => accuracy),
    untrained: over(({ untrained }) => untrained),
    gain: over(({ gain }) => gain),
  };
}

function resultOf(seed: number, link: string, runs: ReadonlyMap<string, SweptRun>, task: string): SeedResult | null {
  const run = runs.get(link);
  const accuracy = run?.refit?.[task];
  const untrained = run?.untrained?.[task];
  if (run?.state !== 'finished' || accuracy === undefined || untrained === undefined) return null;
  return { seed, link, accuracy, untrained, gain: accuracy - untrained };
}

/** Own, finished runs stand before those that came from elsewhere, and those before unfinished ones. */
function bestByLink(runs: readonly SweptRun[]): ReadonlyMap<string, SweptRun> {
  const best = new Map<string, SweptRun>();
  for (const run of runs) {
    const rival = best.get(run.link);
    if (!rival || worth(run) > worth(rival)) best.set(run.link, run);
  }
  return best;
}

const trust: Readonly<Record<SweptRun['origin'], number>> = { received: 0, recorded: 1, imported: 2, here: 3 };

function worth({ state, origin }: SweptRun): number {
  return (state === 'finished' ? 10 : 0) + trust[origin];
}
