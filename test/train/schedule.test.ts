import { expect, test } from 'vitest';
import { learningRateAt } from '../../src/train/schedule';

test('linear warm-up over a tenth of the run, then half a cosine to zero', () => {
  expect(learningRateAt(1, 400, 1)).toBeCloseTo(1 / 40);
  expect(learningRateAt(40, 400, 1)).toBe(1);
  expect(learningRateAt(220, 400, 1)).toBeCloseTo(0.5);
  expect(learningRateAt(400, 400, 1)).toBeCloseTo(0);
});

test('the warm-up of a long run ends after 100 steps, and a run of one step has its peak', () => {
  expect(learningRateAt(100, 100_000, 2)).toBe(2);
  expect(learningRateAt(1, 1, 2)).toBe(2);
});
