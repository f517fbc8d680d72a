import { beforeAll, describe, expect, test } from 'vitest';
import { binarisedProbe } from '../../src/evaluate/binarised';
import type { Rows } from '../../src/evaluate/gram';
import type { LogisticTask } from '../../src/evaluate/logisticTask';
import { mlpProbe } from '../../src/evaluate/mlpProbe';
import { refitProbe } from '../../src/evaluate/refitProbe';
import { backends } from './support/backends';
import { normalRows, withTensors } from './support/features';

const breathe = () => Promise.resolve();

/** Task 0: whether two units have the same sign, which no linear map tells; task 1: the sign of a third. */
function exclusiveOr(rows: number, seed: number): { x: Rows; tasks: LogisticTask[] } {
  const x = normalRows(rows, 6, seed);
  const label = (read: (own: Rows['values']) => boolean) => Uint8Array.from({ length: rows }, (_, row) => Number(read(x.values.subarray(row * 6, row * 6 + 6))));
  const tasks = [
    { labels: label((own) => own[0]! > 0 === own[1]! > 0), classes: 2 },
    { labels: label((own) => own[2]! > 0), classes: 2 },
  ];
  return { x, tasks };
}

describe.each(backends)('on $name', ({ start }) => {
  beforeAll(start);

  test('the MLP reads what no linear probe can, and the same with the same seed', async () => {
    const [train, queries] = [exclusiveOr(1500, 1), exclusiveOr(300, 2)];
    await withTensors([train.x, queries.x], async (features, others) => {
      const sets = [{ features, tasks: train.tasks }, { features: others, tasks: queries.tasks }] as const;
      const [linear] = await refitProbe(...sets);
      expect(linear).toBeLessThan(0.65);
      const [crossed, plain] = await mlpProbe(...sets, 1, breathe);
      expect(crossed).toBeGreaterThan(0.9);
      expect(plain).toBeGreaterThan(0.9);
      expect(await mlpProbe(...sets, 1, breathe)).toEqual([crossed, plain]);
    });
  }, 60_000);

  test('binarised features keep which units fire, and nothing of how much', async () => {
    // Task 0 is the sign of unit 0; task 1 how large unit 1 is, which is always above 0.
    const sets = [1, 2].map((seed) => {
      const x = normalRows(600, 3, seed);
      const [fires, large] = [new Uint8Array(600), new Uint8Array(600)];
      for (let row = 0; row < 600; row++) {
        fires[row] = Number(x.values[3 * row]! > 0);
        large[row] = Number(Math.abs(x.values[3 * row + 1]!) > 0.67);
        // Units that do not fire are exactly 0, as behind a ReLU.
        x.values[3 * row] = Math.max(x.values[3 * row]!, 0);
        x.values[3 * row + 1] = Math.abs(x.values[3 * row + 1]!) + 1e-3;
      }
      return { x, tasks: [{ labels: fires, classes: 2 }, { labels: large, classes: 2 }] };
    });
    await withTensors(sets.map(({ x }) => x), async (train, queries) => {
      const both = [{ features: train!, tasks: sets[0]!.tasks }, { features: queries!, tasks: sets[1]!.tasks }] as const;
      const [fires, large] = await binarisedProbe(...both);
      expect(fires).toBe(1);
      expect(large).toBeLessThan(0.6);
      expect((await refitProbe(...both))[1]).toBeGreaterThan(0.9);
    });
  });
});
