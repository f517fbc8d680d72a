import { describe, expect, it } from 'vitest';
import { append, emptySeries, lastStep, valueAt } from '../../src/record/series';
import { bucketFor, smooth, thin, thinRows } from '../../src/record/thin';

const of = (...values: number[]) => append(emptySeries, 1, values);
const listed = ({ values, length }: ReturnType<typeof of>) => Array.from(values.subarray(0, length));

describe('a series of losses', () => {
  it('grows step by step and keeps every former version as it was', () => {
    let series = emptySeries;
    const versions = [];
    for (let step = 1; step <= 2000; step += 4) {
      series = append(series, step, [step, step + 1, step + 2, step + 3]);
      versions.push(series);
    }
    expect(lastStep(series)).toBe(2000);
    for (const version of versions) {
      expect(valueAt(version, lastStep(version))).toBe(lastStep(version));
      expect(valueAt(version, lastStep(version) + 1)).toBeNull();
    }
  });

  it('replaces the tail when the run goes back to an earlier state, without touching what is drawn', () => {
    const before = of(1, 2, 3, 4);
    const after = append(before, 3, [30]);
    expect(listed(after)).toEqual([1, 2, 30]);
    expect(listed(before)).toEqual([1, 2, 3, 4]);
  });

  it('leaves a gap open rather than inventing values', () => {
    const series = append(of(1, 2), 5, [5]);
    expect(valueAt(series, 3)).toBeNull();
    expect(valueAt(series, 5)).toBe(5);
  });
});

describe('thinning', () => {
  it('keeps everything while there is room', () => {
    expect(thin(of(3, 1, 2), 1).map(({ value }) => value)).toEqual([3, 1, 2]);
  });

  it('keeps the lowest and highest of every bucket, in order', () => {
    expect(thin(of(5, 9, 1, 4, 2, 2, 8, 3), 4)).toEqual([
      { step: 2, value: 9 },
      { step: 3, value: 1 },
      { step: 5, value: 2 },
      { step: 7, value: 8 },
    ]);
  });

  it('never loses a spike and stays within two values per pixel', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => Math.sin(index / 50));
    values[7_321] = 99;
    const kept = thin(of(...values), bucketFor(10_000, 600));
    expect(kept.length).toBeLessThanOrEqual(1_200);
    expect(kept).toContainEqual({ step: 7_322, value: 99 });
  });

  it('skips what is not finite', () => {
    expect(thin(of(NaN, 2, NaN), 3)).toEqual([{ step: 2, value: 2 }]);
    expect(thin(of(NaN, NaN, NaN), 3)).toEqual([]);
  });

  it('keeps the last row and the wanted ones', () => {
    const rows = Array.from({ length: 100 }, (_, index) => index);
    const kept = thinRows(rows, 10, (row) => row === 33);
    expect(kept).toContain(99);
    expect(kept).toContain(33);
    expect(kept.length).toBeLessThanOrEqual(12);
  });
});

describe('smoothing', () => {
  it('leaves the series alone at memory 0 and does not pull the start to zero', () => {
    const series = of(4, 4, 4);
    expect(smooth(series, 0)).toBe(series);
    expect(Array.from(smooth(series, 0.9).values)).toEqual([4, 4, 4]);
  });
});
