import { describe, expect, it } from 'vitest';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { groupBySeed, groupOutcome } from '../../src/record/groups';

const run = (width: number, seed: number, untrained: number, accuracy: number, state: 'finished' | 'running' = 'finished') => ({
  experiment: withChanges(defaultExperiment, { width, seed }),
  state,
  untrained: { shape: untrained },
  refit: { shape: accuracy },
});

describe('groups of runs', () => {
  it('join what differs by seed alone, in the order in which they came', () => {
    const runs = [run(64, 2, 0, 0), run(16, 1, 0, 0), run(64, 1, 0, 0), run(64, 3, 0, 0)];
    const groups = groupBySeed(runs);
    expect(groups.map(({ key, members }) => [key, members.map(({ experiment }) => experiment.seed)])).toEqual([
      ['v=2&width=64', [2, 1, 3]],
      ['v=2&width=16', [1]],
    ]);
  });

  it('have the mean and the 95 % t-interval of each figure, and of the gain seed by seed', () => {
    const outcome = groupOutcome([run(64, 1, 0.3, 0.5), run(64, 2, 0.35, 0.6), run(64, 3, 0.4, 0.7)], 'shape')!;
    // t(0.975; 2) = 4.302653; standard deviations 0.1 of the accuracy and 0.05 of the gain.
    const half = (deviation: number) => (4.302653 * deviation) / Math.sqrt(3);
    expect(outcome.accuracy.mean).toBeCloseTo(0.6, 10);
    expect(outcome.accuracy.high! - outcome.accuracy.mean).toBeCloseTo(half(0.1), 6);
    expect(outcome.gain.mean).toBeCloseTo(0.25, 10);
    expect(outcome.gain.mean - outcome.gain.low!).toBeCloseTo(half(0.05), 6);
    expect(outcome.untrained.mean).toBeCloseTo(0.35, 10);
  });

  it('count a seed once, and leave out what has not finished or was not judged on the task', () => {
    const members = [run(64, 1, 0.3, 0.5), run(64, 1, 0.3, 0.9), run(64, 2, 0.3, 0.9, 'running')];
    expect(groupOutcome(members, 'shape')!.accuracy).toEqual({ seeds: 1, mean: 0.5, low: null, high: null });
    expect(groupOutcome(members, 'hue')).toBeNull();
  });
});
