import { expect, test } from 'vitest';
import { randomStream, shuffled } from '../../src/random/stream';

test('an address always gives the same draws, and its neighbours others', () => {
  const draws = (seed: number, ...counters: number[]) => {
    const random = randomStream(seed, 'order', ...counters);
    return Array.from({ length: 4 }, () => random.word());
  };
  expect(draws(1, 5)).toEqual(draws(1, 5));
  expect(new Set([draws(1, 5), draws(1, 6), draws(2, 5), draws(1), draws(1, 5, 0)].map(String)).size).toBe(5);
  expect(randomStream(1, 'weights').word()).not.toBe(randomStream(1, 'order').word());
});

test('uniform and normal draws have the moments of their distributions', () => {
  const random = randomStream(3, 'probe');
  const count = 100_000;
  const uniforms = Array.from({ length: count }, () => random.uniform());
  const normals = Array.from({ length: count }, () => random.normal());
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  // Four standard errors each.
  expect(Math.abs(mean(uniforms) - 0.5)).toBeLessThan((4 * Math.sqrt(1 / 12)) / Math.sqrt(count));
  expect(Math.abs(mean(normals))).toBeLessThan(4 / Math.sqrt(count));
  expect(Math.abs(mean(normals.map((value) => value * value)) - 1)).toBeLessThan((4 * Math.SQRT2) / Math.sqrt(count));
});

test('a shuffle is a permutation, and first draws of consecutive steps are not alike', () => {
  expect([...shuffled(50, randomStream(1, 'order', 0))].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  const firsts = Array.from({ length: 2000 }, (_, step) => randomStream(1, 'augmentation', step).uniform());
  const bins = new Array<number>(10).fill(0);
  for (const value of firsts) bins[Math.floor(value * 10)]!++;
  const chiSquare = bins.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
  expect(chiSquare).toBeLessThan(27.9); // 99.9 % of chi-square with 9 degrees of freedom
});
