import { describe, expect, it } from 'vitest';
import { append, emptySeries, lastStep, valueAt } from '../../src/record/series';
import { secondsAt, stepAfter } from '../../src/record/clock';
import { meanMeasured, meanSeries } from '../../src/record/seedMean';
import { createSmoother, smooth } from '../../src/record/smooth';
import { intervalOf } from '../../src/record/statistics';
import { bucketFor, spanInColumns, thin, thinInColumns, thinRows } from '../../src/record/thin';

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

  it('keeps the extremes of every column, however the columns lie', () => {
    const columnOf = (step: number) => Math.floor(Math.log2(step));
    expect(thinInColumns(of(9, 2, 3, 5, 1, NaN, 8, 4), columnOf)).toEqual([
      { step: 1, value: 9 },
      { step: 2, value: 2 },
      { step: 3, value: 3 },
      { step: 5, value: 1 },
      { step: 7, value: 8 },
      { step: 8, value: 4 },
    ]);
  });

  it('covers all of a band', () => {
    expect(spanInColumns(of(1, 0, NaN, 3), of(2, 5, 9, 4), (step) => Math.ceil(step / 2))).toEqual([
      { step: 1, low: 0, high: 5 },
      { step: 4, low: 3, high: 4 },
    ]);
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
  const STEPS = 400;
  const curve = (step: number) => 2 + 3 * Math.exp(-step / 60) + 0.2 * Math.sin(step / 25);
  const loggedEvery = (stride: number) => Array.from({ length: STEPS / stride + 1 }, (_, index) => ({ step: index * stride, value: curve(index * stride) }));
  const smoothed = (points: { step: number; value: number }[], halfLife: number) => {
    const next = createSmoother(halfLife);
    return new Map(points.map(({ step, value }) => [step, next(step, value)]));
  };

  it('leaves the series alone at half-life 0', () => {
    const series = of(4, 4, 4);
    expect(smooth(series, 0)).toBe(series);
  });

  it.each([5, 20, 80])('gives the same curve however often it was logged, half-life %d', (halfLife) => {
    const dense = smoothed(loggedEvery(1), halfLife);
    for (const stride of [5, 10]) {
      for (const [step, value] of smoothed(loggedEvery(stride), halfLife)) expect(Math.abs(value - dense.get(step)!)).toBeLessThan(0.01);
    }
  });

  it('agrees with the integral that it stands for', () => {
    // 1 − step/10 fading by half every 4 steps, integrated over 0…10 with weights normalised over the same stretch.
    const [halfLife, end, parts] = [4, 10, 100_000];
    let [sum, weight] = [0, 0];
    for (let part = 0; part < parts; part++) {
      const at = (end * (part + 0.5)) / parts;
      const fading = 2 ** ((at - end) / halfLife);
      sum += fading * (1 - at / 10);
      weight += fading;
    }
    expect(smoothed([{ step: 0, value: 1 }, { step: 10, value: 0 }], halfLife).get(10)).toBeCloseTo(sum / weight, 6);
  });

  it('begins at the first value and is pulled to no zero', () => {
    expect(Array.from(smooth(of(4, 4, 4, 4), 50).values)).toEqual([4, 4, 4, 4]);
    const [first, second] = smooth(of(10, 8, 8), 100).values;
    expect(first).toBe(10);
    expect(second).toBeCloseTo(9, 1);
  });

  it('bridges gaps and keeps them gaps', () => {
    const gap = [...of(NaN, 6).values.subarray(0, 2), NaN, NaN, 6, NaN, 6];
    const { values, firstStep } = smooth(append(emptySeries, 1, gap), 3);
    expect(firstStep).toBe(1);
    expect(Array.from(values)).toEqual([NaN, 6, NaN, NaN, 6, NaN, 6]);
  });

  it('forgets half in a half-life', () => {
    const fallen = smoothed([{ step: 0, value: 1 }, { step: 1000, value: 1 }, { step: 1000.001, value: 0 }, { step: 1010, value: 0 }], 10);
    expect(fallen.get(1010)).toBeCloseTo(0.5, 2);
  });
});

describe('steps and seconds', () => {
  const points = [{ step: 0, seconds: 0 }, { step: 10, seconds: 1 }, { step: 30, seconds: 2 }];

  it('go over into each other between points, and on at the latest pace', () => {
    expect([0, 5, 10, 20, 40].map((step) => secondsAt(points, step))).toEqual([0, 0.5, 1, 1.5, 2.5]);
    for (const step of [0, 3, 10, 25, 50]) expect(stepAfter(points, secondsAt(points, step)!)).toBeCloseTo(step);
  });

  it('are not made up where no pace is known', () => {
    expect(secondsAt([], 3)).toBeNull();
    expect(secondsAt(points.slice(0, 1), 3)).toBeNull();
    expect(secondsAt(points.slice(1), 5)).toBe(0.5);
  });
});

describe('the mean over seeds', () => {
  const seeds = [of(4, 3, 2), of(5, 3), of(6, 6, 4, 1)];

  it('is that of intervalOf at every step', () => {
    const { mean, low, high } = meanSeries(seeds);
    for (const [index, values] of [[4, 5, 6], [3, 3, 6], [2, 4]].entries()) {
      const interval = intervalOf(values);
      expect(mean.values[index]).toBeCloseTo(interval.mean, 5);
      expect(low.values[index]).toBeCloseTo(interval.low!, 5);
      expect(high.values[index]).toBeCloseTo(interval.high!, 5);
    }
    expect(mean.values[3]).toBe(1);
    expect(low.values[3]).toBeNaN();
  });

  it('goes straight over the gaps of a run that kept only some losses', () => {
    const kept = append(of(4), 4, [1]);
    expect(Array.from(meanSeries([kept, of(4, 3, 2, 1)]).mean.values)).toEqual([4, 3, 2, 1]);
  });

  it('of measurements is taken where two or more were measured', () => {
    const means = meanMeasured([[{ step: 0, value: 0.2 }, { step: 5, value: 0.4 }], [{ step: 0, value: 0.4 }, { step: 6, value: 0.5 }]]);
    expect(means.map(({ step, mean, seeds: count }) => [step, mean, count])).toEqual([[0, expect.closeTo(0.3), 2]]);
  });
});
