import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { beforeAll, expect, test } from 'vitest';
import { eigenvaluesOf } from '../../src/evaluate/eigenvalues';
import { alignment, uniformity } from '../../src/evaluate/geometry';
import { gramOfRows, type Rows } from '../../src/evaluate/gram';
import { inside } from '../../src/evaluate/inside';
import { lidar } from '../../src/evaluate/lidar';
import { covarianceSpectrum, powerLawExponent, rankMe, singularValues } from '../../src/evaluate/representation';
import { startWasmInNode } from '../support/wasm';
import { normalRows, withTensors } from './support/features';

beforeAll(startWasmInNode);

const look = (x: Rows) => withTensors([x], inside);
const filled = (rows: number, columns: number, value: (row: number, unit: number) => number): Rows => ({
  values: Float64Array.from({ length: rows * columns }, (_, at) => value(Math.floor(at / columns), at % columns)),
  rows,
  columns,
});

test.each([1, 2, 3, 10, 61])('eigenvalues of a symmetric matrix of size %i are those of a full decomposition', (size) => {
  for (const columns of [Math.ceil(size / 2), size + 5]) {
    const gram = gramOfRows(normalRows(size, columns, size));
    const full = new EigenvalueDecomposition(Matrix.from1DArray(size, size, [...gram]), { assumeSymmetric: true }).realEigenvalues.sort((a, b) => b - a);
    const found = eigenvaluesOf(gram.slice(), size);
    full.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 8));
  }
});

test('eigenvalues of matrices that are already in form', () => {
  expect([...eigenvaluesOf(Float64Array.of(1, 0, 0, 0, 5, 0, 0, 0, 3), 3)]).toEqual([5, 3, 1]);
  expect([...eigenvaluesOf(new Float64Array(16), 4)]).toEqual([0, 0, 0, 0]);
  expect(eigenvaluesOf(new Float64Array(0), 0)).toHaveLength(0);
});

test('inner products are those of plain loops on odd sizes', () => {
  for (const [rows, columns] of [[1, 1], [3, 2], [7, 1030], [10, 5]] as const) {
    const { values } = normalRows(rows, columns, 1);
    const gram = gramOfRows({ values, rows, columns });
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < rows; b++) {
        let sum = 0;
        for (let k = 0; k < columns; k++) sum += values[a * columns + k]! * values[b * columns + k]!;
        expect(gram[a * rows + b]).toBeCloseTo(sum, 9);
      }
    }
  }
});

test('equal rows are a collapse', async () => {
  const { rankMe: rank, collapse, uniformity: spread, spectrum } = await look(filled(40, 12, (_, unit) => unit - 3.5));
  expect(rank).toBeCloseTo(1, 3);
  expect(collapse).toBeCloseTo(0, 6);
  expect(spread).toBeCloseTo(0, 6);
  expect(spectrum).toHaveLength(12);
  spectrum.forEach((value) => expect(value).toBeCloseTo(0, 8));
});

test.each([[256, 32], [64, 300]])('%i isotropic rows of %i units are spread evenly', async (rows, columns) => {
  const x = normalRows(rows, columns, 1);
  const { rankMe: rank, collapse, uniformity: spread } = await look(x);
  expect(collapse).toBeCloseTo(1, 1);
  expect(spread).toBeGreaterThan(-4.1);
  expect(spread).toBeLessThan(-3.4);
  expect(rank).toBeGreaterThan(0.85 * Math.min(rows, columns));
});

test('what is looked at all at once is what its parts are alone', async () => {
  for (const [rows, columns] of [[30, 8], [8, 30]] as const) {
    const x = normalRows(rows, columns, 4);
    x.values = Float32Array.from(x.values, (value) => Math.max(value, 0));
    const all = await look(x);
    expect(all.rankMe).toBeCloseTo(rankMe(singularValues(x)), 8);
    expect(all.uniformity).toBeCloseTo(uniformity(x), 8);
    const spectrum = covarianceSpectrum(x);
    expect(all.spectrum).toHaveLength(Math.min(rows, columns));
    all.spectrum.forEach((value, index) => expect(value).toBeCloseTo(spectrum[index]!, 8));
    expect(all.sparsity).toBeCloseTo([...x.values].filter((value) => value === 0).length / x.values.length, 10);
  }
});

test('zeros, a single row and a single unit have finite figures', async () => {
  for (const x of [filled(10, 4, () => 0), filled(1, 6, (_, unit) => unit), filled(1, 1, () => 0), filled(5, 1, (row) => row), filled(3, 5, (row) => (row === 0 ? 0 : 1))]) {
    const { spectrum, ...figures } = await look(x);
    expect([...spectrum, ...Object.values(figures)].every(Number.isFinite)).toBe(true);
    expect(spectrum).toHaveLength(Math.min(x.rows, x.columns));
    expect([lidar(x, 1), alignment(x, x), powerLawExponent(spectrum)].every(Number.isFinite)).toBe(true);
  }
  expect(await look(filled(10, 4, () => 0))).toMatchObject({ rankMe: 0, collapse: 0, uniformity: 0, sparsity: 1 });
});

test('LiDAR counts directions between images, and not the noise within them', () => {
  // Twenty images that differ in two units, eight views each that differ in all.
  const [images, noise] = [normalRows(20, 2, 1), normalRows(160, 12, 2)];
  const make = (columns: number, ofNoise: number) =>
    filled(160, columns, (row, unit) => (unit < 2 ? 10 * images.values[2 * Math.floor(row / 8) + unit]! : 0) + ofNoise * noise.values[row * 12 + (unit % 12)]!);
  expect(lidar(make(12, 1), 8)).toBeLessThan(2.5);
  expect(lidar(make(12, 1), 8)).toBeGreaterThan(1.5);
  // Of units that are always 0, none counts; more units than rows are computed in fewer coordinates.
  const narrow = make(12, 1);
  const wide = filled(160, 400, (row, unit) => (unit < 12 ? narrow.values[row * 12 + unit]! : 0));
  expect(lidar(wide, 8)).toBeCloseTo(lidar(narrow, 8), 2);
});

test('alignment is 0 for equal views and 4 for opposite ones, whatever their length', () => {
  const x = normalRows(5, 4, 1);
  expect(alignment(x, { ...x, values: x.values.map((value) => 3 * value) })).toBeCloseTo(0, 10);
  expect(alignment(x, { ...x, values: x.values.map((value) => -value) })).toBeCloseTo(4, 10);
});

test('the exponent of a power law is found, and nothing where there is none', () => {
  expect(powerLawExponent(Array.from({ length: 50 }, (_, index) => 7 * (index + 1) ** -1.3))).toBeCloseTo(1.3, 10);
  expect(powerLawExponent([3])).toBe(0);
  expect(powerLawExponent([])).toBe(0);
});
