import { expect, test } from 'vitest';
import { defaultExperiment, type Experiment, withChanges } from '../../src/experiment/fields';
import { writeLink } from '../../src/experiment/link';
import { compare, compareTables, type Figures } from '../../src/record/comparison';

function run(shape: number, loss = 3.5, changes: Partial<Experiment> = {}): Figures {
  const experiment = withChanges(defaultExperiment, changes);
  return { experiment, link: writeLink(experiment), state: 'finished', refit: { shape }, loss, testImages: 400 };
}

/** 400 images at one half: 2.5 points. */
const SAMPLING = Math.sqrt((0.5 * 0.5) / 400);

test('equal to the digits that a link carries is the same', () => {
  const { differences } = compare(run(0.50004, 3.5004), run(0.5, 3.5), []);
  expect(differences.map(({ of, task, verdict }) => [of, task, verdict])).toEqual([
    ['refit', 'shape', 'same'],
    ['loss', null, 'same'],
  ]);
});

test('without seeds at hand, sampling of both probes and a measured spread explain a difference', () => {
  const [refit, loss] = compare(run(0.49), run(0.51, 3.6), []).differences;
  expect(refit!.verdict).toBe('within');
  expect(refit!.difference).toBeCloseTo(-0.02);
  // At least two samples' worth at 1.96 deviations; not twice as much for the shapes.
  expect(refit!.tolerance).toBeGreaterThan(1.96 * Math.SQRT2 * SAMPLING);
  expect(refit!.tolerance).toBeLessThan(2 * 1.96 * Math.SQRT2 * SAMPLING);
  expect(loss!.verdict).toBe('within');
  expect(compare(run(0.4), run(0.55), []).differences[0]!.verdict).toBe('beyond');
  expect(compare(run(0.5, 3.5), run(0.5, 4.5), []).differences[1]!.verdict).toBe('beyond');
});

test('fewer test images explain more', () => {
  const few = { testImages: 50 };
  const [many] = compare(run(0.49), run(0.51), []).differences;
  const [fewer] = compare({ ...run(0.49), ...few }, { ...run(0.51), ...few }, []).differences;
  expect(fewer!.tolerance).toBeGreaterThan(1.5 * many!.tolerance);
});

test('three seeds of the same settings tell the spread instead; other settings and unfinished runs do not', () => {
  const seeds = [0.3, 0.5, 0.7].map((accuracy, index) => run(accuracy, 3.5 + 0.1 * index, { seed: index + 2 }));
  const [refit, loss] = compare(run(0.5), run(0.6), seeds).differences;
  // s = 0.2, t(2) = 4.303.
  expect(refit!.tolerance).toBeCloseTo(4.3027 * Math.SQRT2 * 0.2, 3);
  expect(loss!.tolerance).toBeCloseTo(4.3027 * Math.SQRT2 * 0.1, 3);
  expect(compare(run(0.5), run(0.6), seeds).seeds).toBe(3);
  for (const others of [seeds.slice(1), seeds.map((other) => ({ ...other, state: 'running' as const })), [0.3, 0.5, 0.7].map((accuracy, index) => run(accuracy, 3.5, { seed: index + 2, width: 64 }))]) {
    expect(compare(run(0.5), run(0.6), others)).toEqual(compare(run(0.5), run(0.6), []));
  }
});

test('seeds that agree by luck do not make a difference that sampling explains look like one', () => {
  const alike = [1, 2, 3, 4].map((seed) => run(0.5, 3.5, { seed }));
  const [refit] = compare(run(0.49), run(0.51), alike).differences;
  expect(refit!.verdict).toBe('within');
});

test('what one side does not tell is not compared', () => {
  const other = { ...run(0.5), refit: { hue: 0.5 }, loss: null };
  expect(compare(run(0.5), other, []).differences).toEqual([]);
});

test('tables are compared run by run, as far as both have them', () => {
  const received = [16, 32, 64].map((width) => run(0.5, 3.5, { width }));
  const here = [run(0.5, 3.5, { width: 16 }), run(0.9, 3.5, { width: 32 }), { ...run(0.1, 3.5, { width: 64 }), state: 'running' as const }];
  const { figures, same, beyond, byChance } = compareTables(here, received, here);
  expect([figures, same, byChance]).toEqual([4, 3, 0.2]);
  expect(beyond.map(({ link, difference }) => [link, difference.task])).toEqual([['v=2&width=32', 'shape']]);
});
