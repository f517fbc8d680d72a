import { inverse, Matrix } from 'ml-matrix';
import { beforeAll, describe, expect, test } from 'vitest';
import { Ridge } from '../../src/evaluate/ridge';
import { standardOf } from '../../src/evaluate/standardize';
import { backends } from './support/backends';
import { normalRows, withTensors } from './support/features';

const PENALTY = 0.3;

/** Xᵀ·X/n + p·I inverted by other means, of standardised columns. */
function referenceOf(values: ArrayLike<number>, rows: number, columns: number): { x: Matrix; quotient: Matrix } {
  const x = Matrix.from1DArray(rows, columns, Array.from(values));
  const means = x.mean('column');
  x.subRowVector(means);
  for (let column = 0; column < columns; column++) {
    const own = x.getColumn(column);
    const deviation = Math.sqrt(own.reduce((sum, value) => sum + value ** 2 / rows, 0));
    x.setColumn(column, own.map((value) => value / deviation));
  }
  return { x, quotient: inverse(Matrix.add(x.transpose().mmul(x).div(rows), Matrix.eye(columns).mul(PENALTY))) };
}

function furthest(found: Float32Array, expected: readonly number[]): number {
  return found.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0) / Math.max(...expected.map(Math.abs));
}

describe.each(backends)('on $name', ({ start }) => {
  beforeAll(start);

  // More than one block of the factorisation, of which the last is not whole; then fewer rows than columns.
  test.each([[300, 150], [150, 300], [40, 7]])('%i × %i features: fits and quotients are those of the normal equations', async (rows, columns) => {
    const features = normalRows(rows, columns, 1);
    for (let at = 0; at < features.values.length; at++) features.values[at]! *= 1 + (at % columns);
    // Correlated, so that the matrix is far from a diagonal.
    for (let row = 0; row < rows; row++) for (let column = 1; column < columns; column++) features.values[row * columns + column]! += 0.8 * features.values[row * columns]! * (1 + column);
    const { x, quotient } = referenceOf(Float32Array.from(features.values), rows, columns);
    const targets = normalRows(rows, 5, 2).values;
    const vectors = normalRows(columns, 3, 3).values;
    await withTensors([features], async (tensor) => {
      const ridge = await Ridge.of(tensor, await standardOf(tensor), PENALTY);
      const fit = await ridge.fit(Float32Array.from(targets));
      const divided = await ridge.divide(Float32Array.from(vectors));
      ridge.dispose();
      const y = Matrix.from1DArray(rows, 5, Array.from(targets));
      expect(furthest(fit, y.transpose().mmul(x).div(rows).mmul(quotient).to1DArray())).toBeLessThan(2e-4);
      expect(furthest(divided, Matrix.from1DArray(columns, 3, Array.from(vectors)).transpose().mmul(quotient).to1DArray())).toBeLessThan(2e-4);
    });
  });
});
