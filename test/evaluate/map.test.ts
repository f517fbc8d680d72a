import { beforeAll, describe, expect, test } from 'vitest';
import { nearestNeighbourVotes } from '../../src/evaluate/nearestNeighbours';
import type { Rows } from '../../src/evaluate/gram';
import { principalComponents } from '../../src/evaluate/principalComponents';
import { similarImages } from '../../src/evaluate/similarImages';
import { TooFewImages, umapLayout } from '../../src/evaluate/umapLayout';
import { backends } from './support/backends';
import { normalRows, tensorOf, withTensors } from './support/features';

/** Rows with deviations 6, 3, 1 along three fixed directions, and 5 from the origin. */
function ofRankThree(rows: number, columns: number): Rows {
  const latent = normalRows(rows, 3, 1).values;
  const values = new Float64Array(rows * columns);
  // Orthonormal: cosines of different frequencies.
  const direction = (k: number, unit: number) => Math.sqrt(2 / columns) * Math.cos((Math.PI * (k + 1) * (unit + 0.5)) / columns);
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < columns; unit++) {
      values[row * columns + unit] = 5 + [6, 3, 1].reduce((sum, deviation, k) => sum + deviation * latent[3 * row + k]! * direction(k, unit), 0);
    }
  }
  return { values, rows, columns };
}

/** Two clouds far apart: rows 0, 2, … and rows 1, 3, … */
function twoClouds(rows: number, columns: number): Rows {
  const x = normalRows(rows, columns, 3);
  return { ...x, values: x.values.map((value, at) => value + (Math.floor(at / columns) % 2 === 0 ? 10 : -10)) };
}

function distance(places: Float32Array, a: number, b: number, axes = 2): number {
  return Math.hypot(...Array.from({ length: axes }, (_, axis) => places[a * axes + axis]! - places[b * axes + axis]!));
}

describe.each(backends)('on $name', ({ start }) => {
  beforeAll(start);

  test.each([[60, 200], [200, 40]])('three components hold all of %i rows × %i units of rank three, the largest first', async (rows, columns) => {
    const x = ofRankThree(rows, columns);
    const { places, shares } = await withTensors([x], (features) => principalComponents(features, 4));
    expect(shares.slice(0, 3).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
    expect(shares[3]).toBeCloseTo(0, 6);
    expect(shares[0]).toBeGreaterThan(2.5 * shares[1]!);
    for (const [a, b] of [[0, 1], [5, 17], [3, 40]] as const) {
      const whole = Math.hypot(...Array.from({ length: columns }, (_, unit) => x.values[a * columns + unit]! - x.values[b * columns + unit]!));
      expect(distance(places, a, b, 4)).toBeCloseTo(whole, 2);
    }
    for (let component = 0; component < 3; component++) {
      const own = Array.from({ length: rows }, (_, row) => places[4 * row + component]!);
      expect(Math.max(...own)).toBeGreaterThanOrEqual(-Math.min(...own));
    }
    expect((await withTensors([x], (features) => principalComponents(features, 4))).places).toEqual(places);
  });

  test('components that do not exist are 0', async () => {
    const { places, shares } = await withTensors([normalRows(1, 5, 1)], (features) => principalComponents(features, 2));
    expect([...places, ...shares]).toEqual([0, 0, 0, 0]);
    const line = await withTensors([normalRows(30, 1, 1)], (features) => principalComponents(features, 2));
    expect(line.shares[0]).toBeCloseTo(1, 5);
    expect(line.shares[1]).toBe(0);
  });

  test('nearest others by cosine, not by length and without oneself', async () => {
    const angles = [0, 0.1, 0.3, 2, 2.05];
    const x = { values: Float64Array.from(angles.flatMap((angle, row) => [(row + 1) * Math.cos(angle), (row + 1) * Math.sin(angle)])), rows: 5, columns: 2 };
    const { count, neighbours, cosines } = await withTensors([x], (features) => similarImages(features, 2));
    expect(count).toBe(2);
    expect([...neighbours]).toEqual([1, 2, 0, 2, 1, 0, 4, 2, 3, 2]);
    [0.1, 0.3, 0.1, 0.2].forEach((angle, at) => expect(cosines[at]).toBeCloseTo(Math.cos(angle), 5));
    expect((await withTensors([normalRows(3, 4, 1)], (features) => similarImages(features, 9))).count).toBe(2);
    expect((await withTensors([normalRows(1, 4, 1)], (features) => similarImages(features, 9))).count).toBe(0);
  });

  test('a vote of more neighbours than there are is a vote of all', async () => {
    const x = twoClouds(8, 4);
    const labels = Uint8Array.from({ length: 8 }, (_, row) => row % 2);
    const [votes] = await withTensors([x], (features) => nearestNeighbourVotes(features, features, [{ labels, classes: 2 }], { k: 50, temperature: 0.1 }));
    expect(votes).toEqual(labels);
  });
});

describe('UMAP', () => {
  beforeAll(backends[0]!.start);

  test('clouds stay apart, and a seed gives the same places', async () => {
    const x = twoClouds(60, 12);
    const shares: number[] = [];
    const lay = (seed: number) => withTensors([x], (features) => umapLayout(features, seed, (share) => Promise.resolve(void shares.push(share))));
    const places = await lay(1);
    expect(places).toHaveLength(120);
    expect(places.every(Number.isFinite)).toBe(true);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
    // Whoever lies nearest belongs to the same cloud.
    for (let row = 0; row < 60; row++) {
      const others = Array.from({ length: 60 }, (_, other) => (other === row ? Infinity : distance(places, row, other)));
      expect(others.indexOf(Math.min(...others)) % 2, `row ${row}`).toBe(row % 2);
    }
    expect(await lay(1)).toEqual(places);
    expect(await lay(2)).not.toEqual(places);
  });

  test('too few images are refused with the next step', async () => {
    const features = tensorOf(normalRows(3, 4, 1));
    await expect(umapLayout(features, 1, () => Promise.resolve())).rejects.toThrow(TooFewImages);
    await expect(umapLayout(features, 1, () => Promise.resolve())).rejects.toThrow(/Use the PCA instead/);
    features.dispose();
  });
});
