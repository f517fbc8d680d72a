import { describe, expect, it } from 'vitest';
import { defaultExperiment, withChanges, type Experiment } from '../../src/experiment/fields';
import { newRun, type Run } from '../../src/runs/run';
import { append, emptySeries } from '../../src/record/series';
import { comparable, curveRows, onlineKey, refitMarks, sameMeasurements } from '../../src/ui/charts/curveRows';
import { keptApart } from '../../src/ui/charts/labels';
import { extentOf, inBand, niceScale, stepReach } from '../../src/ui/charts/scales';

function runWith(id: string, losses: number[], changes: Partial<Experiment> = {}): Run {
  const points = [
    { step: 0, seconds: 0, loss: null, parts: {}, online: { shape: 0.1 }, refit: { shape: 0.3 } },
    { step: 2, seconds: 1, loss: 4, parts: {}, online: { shape: 0.2 } },
    { step: 4, seconds: 2, loss: 3, parts: {}, online: { shape: 0.25 }, refit: { shape: 0.4 } },
  ];
  return { ...newRun({ id, experiment: withChanges(defaultExperiment, changes), madeBy: 'test' }, 0), losses: append(emptySeries, 1, losses), points };
}

describe('axes', () => {
  it('have round ticks that enclose the values', () => {
    expect(niceScale({ low: 3.61, high: 4.88 }, 3)).toEqual({ domain: [3.5, 5], ticks: [3.5, 4, 4.5, 5] });
    expect(niceScale({ low: 0.11, high: 0.14 }, 4, 0.05).ticks).toEqual([0.1, 0.15]);
    expect(niceScale({ low: 2, high: 2 }, 4).ticks.length).toBeGreaterThan(1);
  });

  it('share one chart in two bands that do not meet', () => {
    const share = (value: number, [low, high]: [number, number]) => (value - low) / (high - low);
    const scale = { domain: [2, 6] as [number, number], ticks: [2, 4, 6] };
    const { domain } = inBand(scale, 0.6, 0.9);
    expect(share(2, domain)).toBeCloseTo(0.6);
    expect(share(6, domain)).toBeCloseTo(0.9);
  });

  it('ignore what is not finite', () => {
    expect(extentOf([3, NaN, null, undefined, Infinity, 1])).toEqual({ low: 1, high: 3 });
    expect(extentOf([NaN])).toBeNull();
  });

  it('show a short run whole and let a long one grow', () => {
    expect(stepReach(3, 400)).toBe(400);
    expect(stepReach(10, 10_000)).toBe(1_000);
    expect(stepReach(1_500, 10_000)).toBe(2_000);
    expect(stepReach(9_990, 10_000)).toBe(10_000);
  });
});

describe('rows of the chart over steps', () => {
  it('hold every online measurement at its own step, and places between them', () => {
    const runs = [runWith('a', [5, 4, 4, 3]), runWith('b', [6, 5])];
    const rows = curveRows(runs, 'shape', 4);
    expect(rows.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    expect(rows[2]).toEqual({ step: 2, [onlineKey(runs[0]!)]: 0.2, [onlineKey(runs[1]!)]: 0.2 });
  });

  it('stay few for a long run', () => {
    expect(curveRows([runWith('long', [])], 'shape', 10_000).length).toBeLessThan(320);
  });

  it('count as the same while only losses were added', () => {
    const run = runWith('a', [5, 4]);
    expect(sameMeasurements([run], [{ ...run, losses: append(run.losses, 3, [3]) }])).toBe(true);
    expect(sameMeasurements([run], [{ ...run, points: run.points.slice(1) }])).toBe(false);
    expect(sameMeasurements([run], [])).toBe(false);
  });
});

describe('the path of a run', () => {
  it('begins at the loss of the first batch, which the untrained network saw', () => {
    expect(refitMarks(runWith('a', [5, 4, 4, 3]), 'shape')).toEqual([
      { step: 0, loss: 5, accuracy: 0.3 },
      { step: 4, loss: 3, accuracy: 0.4 },
    ]);
  });

  it('is compared with runs on the same scale of loss only', () => {
    const base = runWith('a', [1]);
    expect(comparable(runWith('b', [1], { width: 32, out: 16 }), base)).toBe(true);
    expect(comparable(runWith('b', [1], { method: 'vicreg' }), base)).toBe(false);
    expect(comparable(runWith('b', [1], { temperature: 0.5 }), base)).toBe(false);
  });
});

describe('names at the ends of curves', () => {
  const at = (...heights: number[]) => heights.map((y) => ({ x: 0, y }));
  const heights = (labels: { y: number }[]) => labels.map(({ y }) => y);

  it('stay where there is room', () => {
    expect(heights(keptApart(at(10, 60)))).toEqual([10, 60]);
    expect(heights(keptApart([{ x: 0, y: 10 }, { x: 200, y: 12 }]))).toEqual([10, 12]);
  });

  it('spread around their middle where there is none, and push no neighbour over another', () => {
    expect(heights(keptApart(at(50, 50, 50)))).toEqual([36, 50, 64]);
    const spread = heights(keptApart(at(50, 52, 54, 70, 71)));
    for (const [index, y] of spread.slice(1).entries()) expect(y - spread[index]!).toBeGreaterThanOrEqual(14 - 1e-9);
  });
});
