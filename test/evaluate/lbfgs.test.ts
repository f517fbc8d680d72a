import { expect, test } from 'vitest';
import { minimize } from '../../src/evaluate/lbfgs';

test('finds the minimum of a badly scaled quadratic', async () => {
  const scales = [1, 10, 100, 1000];
  const target = [3, -2, 1, 0.5];
  const { point, iterations } = await minimize(
    (x) =>
      Promise.resolve({
        value: scales.reduce((sum, scale, index) => sum + (scale / 2) * (x[index]! - target[index]!) ** 2, 0),
        gradient: Float64Array.from(x, (value, index) => scales[index]! * (value - target[index]!)),
      }),
    new Float64Array(4),
    { maximumIterations: 100, tolerance: 1e-8 },
  );
  target.forEach((value, index) => expect(point[index]).toBeCloseTo(value, 6));
  expect(iterations).toBeLessThan(40);
});

test('crosses the curved valley of Rosenbrock', async () => {
  const { point } = await minimize(
    ([x, y]) =>
      Promise.resolve({
        value: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
        gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)),
      }),
    Float64Array.of(-1.2, 1),
    { maximumIterations: 200, tolerance: 1e-9 },
  );
  expect(point[0]).toBeCloseTo(1, 5);
  expect(point[1]).toBeCloseTo(1, 5);
});

test('gives up where nothing gets better, instead of looping', async () => {
  const { iterations } = await minimize(
    () => Promise.resolve({ value: 1, gradient: Float64Array.of(1) }),
    new Float64Array(1),
    { maximumIterations: 50, tolerance: 1e-9 },
  );
  expect(iterations).toBe(0);
});
