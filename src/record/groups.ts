/** Runs that differ by seed alone belong together: they measure the same thing several times. Means of their curves: seedMean.ts. */
import type { Interval } from '../experiment/claims/scoreboard';
import { defaultExperiment, type Experiment } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { intervalOf } from './statistics';
import type { RunSummary } from './summary';

export interface SeedGroup<Item> {
  /** The link that all members share but for the seed. */
  readonly key: string;
  /** In the order in which they were given; at least one. */
  readonly members: readonly Item[];
}

/** In the order in which the first member of each was given. */
export function groupBySeed<Item extends { readonly experiment: Experiment }>(items: readonly Item[]): SeedGroup<Item>[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = seedlessLink(item.experiment);
    const members = groups.get(key);
    if (members) members.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].map(([key, members]) => ({ key, members }));
}

/** Experiments of version 1 drew their scenes from the seed; theirs go with it. */
export function seedlessLink(experiment: Experiment): string {
  const { seed } = defaultExperiment;
  return writeLink({ ...experiment, seed, scenes: experiment.scenes === experiment.seed ? seed : experiment.scenes });
}

/** Probe accuracy on one task over the seeds that have finished; fractions. */
export interface GroupOutcome {
  readonly untrained: Interval;
  readonly accuracy: Interval;
  /** Of each seed, accuracy − untrained. */
  readonly gain: Interval;
}

/** Null while no seed has finished and was judged on the task. A seed that was run several times counts once, by the first one given. */
export function groupOutcome(members: readonly Pick<RunSummary, 'experiment' | 'state' | 'untrained' | 'refit'>[], task: string): GroupOutcome | null {
  const bySeed = new Map<number, { untrained: number; accuracy: number }>();
  for (const { experiment, state, untrained, refit } of members) {
    const [from, to] = [untrained?.[task], refit?.[task]];
    if (state !== 'finished' || from === undefined || to === undefined || bySeed.has(experiment.seed)) continue;
    bySeed.set(experiment.seed, { untrained: from, accuracy: to });
  }
  const results = [...bySeed.values()];
  if (results.length === 0) return null;
  return {
    untrained: intervalOf(results.map(({ untrained }) => untrained)),
    accuracy: intervalOf(results.map(({ accuracy }) => accuracy)),
    gain: intervalOf(results.map(({ untrained, accuracy }) => accuracy - untrained)),
  };
}
