import quantile from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, it } from 'vitest';
import { discordant, effectsByWidth, keptError, pairedDifference, pairedError, samplingError, shareKept } from '../../src/record/effects';
import { t95 } from '../../src/record/studentT';

const bits = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));

it('has the factor of a 95 % interval', () => {
  for (let degrees = 1; degrees < 200; degrees++) expect(Math.abs(t95(degrees) - quantile(0.975, degrees))).toBeLessThan(4e-6);
});

describe('effects of training', () => {
  it('counts a share of what was read above chance', () => {
    expect(shareKept(0.3, 0.2, 0.1)).toBeCloseTo(0.5);
    expect(shareKept(0.3, 0.4, 0.1)).toBeCloseTo(1.5);
    expect(shareKept(0.3, 0.05, 0.1)).toBeCloseTo(-0.25);
    expect(shareKept(0.11, 0.11, 0.1)).toBeNull();
  });

  it('knows the sampling error of a share and of a share kept', () => {
    expect(samplingError(0.5, 4000)).toBeCloseTo(0.0079, 4);
    // √(0.2·0.8 + 0.25·0.3·0.7)/√1000 / 0.2
    expect(keptError(0.3, 0.2, 0.1, 1000)).toBeCloseTo(Math.sqrt((0.16 + 0.25 * 0.21) / 1000) / 0.2, 10);
  });

  it('pairs two runs image by image', () => {
    // 0b1101 against 0b0110: only the first is right on images 0 and 3, only the second on image 1.
    expect(discordant(bits(0b1101), bits(0b0110))).toEqual({ onlyFirst: 2, onlySecond: 1 });
    expect(discordant(bits(255, 1), bits(255, 0))).toEqual({ onlyFirst: 1, onlySecond: 0 });
    expect(pairedError({ onlyFirst: 30, onlySecond: 10 }, 1000)).toBeCloseTo(Math.sqrt(40 - 400 / 1000) / 1000, 12);
    expect(pairedError({ onlyFirst: 0, onlySecond: 0 }, 1000)).toBe(0);
  });

  it('gathers seeds by width and differences seed by seed', () => {
    const results = [
      { width: 64, seed: 1, untrained: 0.5, trained: 0.4 },
      { width: 64, seed: 2, untrained: 0.6, trained: 0.5 },
      { width: 16, seed: 2, untrained: 0.3, trained: 0.2 },
      { width: 16, seed: 1, untrained: 0.3, trained: 0.1 },
      { width: 16, seed: 3, untrained: 0.9, trained: 0.9 },
    ];
    const [narrow, wide] = effectsByWidth(results, 0.1);
    expect([narrow!.width, narrow!.seeds, wide!.width, wide!.seeds]).toEqual([16, 3, 64, 2]);
    expect(wide!.gain.mean).toBeCloseTo(-0.1);
    expect(wide!.kept!.mean).toBeCloseTo((0.75 + 0.8) / 2);
    const difference = pairedDifference(results, { wide: 64, narrow: 16 }, ({ trained }) => trained)!;
    expect(difference.seeds).toBe(2);
    expect(difference.mean).toBeCloseTo(0.3);
    expect(pairedDifference(results, { wide: 128, narrow: 16 }, ({ trained }) => trained)).toBeNull();
  });

  it('has no share kept where one seed reads too little before training', () => {
    expect(effectsByWidth([{ width: 16, seed: 1, untrained: 0.101, trained: 0.2 }], 0.1)[0]!.kept).toBeNull();
  });
});
