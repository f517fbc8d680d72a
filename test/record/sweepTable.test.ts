import { expect, test } from 'vitest';
import { type Experiment, withChanges } from '../../src/experiment/fields';
import { writeLink } from '../../src/experiment/link';
import { experimentsOf, readSweep } from '../../src/experiment/sweep';
import { sweepTable, type SweptRun, tasksOf } from '../../src/record/sweepTable';

const sweep = readSweep('v=2&sweep=width:16,64;layers:0,1&seeds=3').sweep!;
const runs = experimentsOf(sweep);

function sweptRun(experiment: Experiment, accuracy: number, changes: Partial<SweptRun> = {}): SweptRun {
  return {
    experiment,
    link: writeLink(experiment),
    state: 'finished',
    origin: 'here',
    untrained: { shape: 0.25, hue: 0.5 },
    refit: { shape: accuracy, hue: 0.5 },
    loss: 1,
    rankMe: 4,
    collapse: 0.5,
    testImages: 100,
    correct: null,
    ...changes,
  };
}

test('one cell per combination, with the mean and Student’s interval over its seeds', () => {
  const swept = runs.map((experiment) => sweptRun(experiment, 0.4 + experiment.seed / 10));
  const { cells, finished, runs: all, testImages } = sweepTable(sweep, swept, 'shape');
  expect({ finished, all, testImages }).toEqual({ finished: 12, all: 12, testImages: 100 });
  expect(cells.map(({ values }) => values)).toEqual([[16, 0], [16, 1], [64, 0], [64, 1]]);
  expect(cells.map(({ logRatio }) => logRatio)).toEqual([null, Math.log(16 / 64), null, 0]);
  const [first] = cells;
  expect(first!.links).toEqual(['v=2&width=16&layers=0', 'v=2&width=16&layers=0&seed=2', 'v=2&width=16&layers=0&seed=3']);
  expect(first!.seeds.map(({ seed, accuracy, untrained, gain }) => [seed, accuracy, untrained, gain])).toEqual([1, 2, 3].map((seed) => [seed, 0.4 + seed / 10, 0.25, 0.4 + seed / 10 - 0.25]));
  // 0.5, 0.6, 0.7: 0.6 ± 4.3027 · 0.1 / √3
  const { seeds, mean, low, high } = first!.accuracy!;
  expect(seeds).toBe(3);
  expect(mean).toBeCloseTo(0.6, 12);
  expect(low).toBeCloseTo(0.6 - 0.248414, 5);
  expect(high).toBeCloseTo(0.6 + 0.248414, 5);
  expect(first!.gain!.mean).toBeCloseTo(0.35, 12);
  expect(first!.untrained).toEqual({ seeds: 3, mean: 0.25, low: 0.25, high: 0.25 });
});

test('only finished runs count; one seed has no interval and none has nothing', () => {
  const swept = [sweptRun(runs[0]!, 0.5), sweptRun(runs[1]!, 0.6, { state: 'running' }), sweptRun(withChanges(runs[0]!, { batch: 8 }), 0.9)];
  const { cells, finished } = sweepTable(sweep, swept, 'shape');
  expect(finished).toBe(1);
  expect(cells[0]!.accuracy).toEqual({ seeds: 1, mean: 0.5, low: null, high: null });
  expect(cells.slice(1).map(({ accuracy, seeds }) => [accuracy, seeds])).toEqual([[null, []], [null, []], [null, []]]);
  expect(sweepTable(sweep, [], 'shape')).toMatchObject({ finished: 0, runs: 12, testImages: null });
});

test('of several runs with the same link the finished own one counts', () => {
  const foreign = sweptRun(runs[0]!, 0.1, { origin: 'received' });
  const own = sweptRun(runs[0]!, 0.5);
  const unfinished = sweptRun(runs[0]!, 0.9, { state: 'idle' });
  for (const swept of [[foreign, own, unfinished], [unfinished, own, foreign], [own, foreign, unfinished]]) {
    expect(sweepTable(sweep, swept, 'shape').cells[0]!.accuracy!.mean).toBe(0.5);
  }
  expect(sweepTable(sweep, [unfinished, foreign], 'shape').cells[0]!.accuracy!.mean).toBe(0.1);
});

test('runs that were judged on different numbers of images tell none', () => {
  const swept = [sweptRun(runs[0]!, 0.5), sweptRun(runs[1]!, 0.5, { testImages: 200 })];
  expect(sweepTable(sweep, swept, 'shape').testImages).toBeNull();
});

test('tasks are those of the sweep’s runs, in their order', () => {
  const foreign = sweptRun(withChanges(runs[0]!, { batch: 8 }), 0.5, { refit: { cifar10: 0.5 } });
  expect(tasksOf(sweep, [foreign])).toEqual([]);
  expect(tasksOf(sweep, [foreign, sweptRun(runs[3]!, 0.5), sweptRun(runs[4]!, 0.5, { refit: { texture: 0.5, hue: 0.5 } })])).toEqual(['shape', 'hue', 'texture']);
});
