import { describe, expect, it } from 'vitest';
import { defaultExperiment, withChanges, type Experiment } from '../../src/experiment/fields';
import { newRun, type Run } from '../../src/runs/run';
import { append, emptySeries } from '../../src/record/series';
import { linearAxis, logAxis, logAxisWithZero, ticksOf } from '../../src/ui/charts/axis';
import { showCell, toCsv } from '../../src/ui/charts/chartTable';
import { courseOf, shareOf, stepAt } from '../../src/ui/charts/course';
import { comparable, refitMarks, sameMeasurements } from '../../src/ui/charts/curveRows';
import { drawRun, lineAt, lossAt, markAt } from '../../src/ui/charts/drawn';
import { fullNames, shortNames } from '../../src/ui/charts/drawnNames';
import { chosenLabels, keptApart } from '../../src/ui/charts/labels';
import { heightIn } from '../../src/ui/charts/Plot';
import { pointedAt, readNear, spellReading } from '../../src/ui/charts/reading';
import { extentOf, niceScale, stepReach } from '../../src/ui/charts/scales';
import { readSteps } from '../../src/ui/charts/stepReading';
import { accuracyBand, curvesOf, lossBand } from '../../src/ui/charts/stepScene';
import { lossesTable, meansTable, measurementsTable } from '../../src/ui/charts/stepTables';
import { halfLifeOf } from '../../src/ui/charts/view';

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
    const [loss, accuracy] = [lossBand({ low: 2, high: 6 }, false), accuracyBand({ low: 0, high: 1 }, 'shape')];
    expect(heightIn(loss, 2)).toBeLessThan(heightIn(accuracy, 1));
    expect(heightIn(loss, 6)).toBeLessThan(heightIn(loss, 2));
  });

  it.each([linearAxis({ low: 2, high: 10 }), logAxis({ low: 2, high: 10 }), logAxisWithZero(1, 10_000)])('find every place again', (axis) => {
    for (const share of [0, 0.03, 0.3, 0.77, 1]) expect(axis.place(axis.valueAt(share))).toBeCloseTo(share);
    expect(axis.place(axis.high)).toBeCloseTo(1);
    expect(axis.place(5)).toBeGreaterThan(axis.place(4));
  });

  it('keep a place for 0 on a logarithmic one', () => {
    const axis = logAxisWithZero(1, 10_000);
    expect(axis.place(0)).toBe(0);
    expect(axis.place(1)).toBeGreaterThan(0.05);
    expect(axis.place(100) - axis.place(10)).toBeCloseTo(axis.place(1000) - axis.place(100));
    expect(ticksOf(axis, 1, 8)).toEqual([0, 1, 10, 100, 1000, 10_000]);
    expect(ticksOf(logAxis({ low: 3.1, high: 4.7 }), 3.1, 4).length).toBeGreaterThan(2);
  });

  it('stay linear where a loss is not positive', () => {
    expect(lossBand({ low: -0.9, high: 0.2 }, true).axis.log).toBe(false);
    expect(lossBand({ low: 0.1, high: 20 }, true).axis.log).toBe(true);
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

describe('steps and seconds as the axis', () => {
  const seconds = courseOf('seconds', 4, 1, false);
  const { points } = runWith('a', []);

  it('place a run by its own pace', () => {
    expect(shareOf(seconds, points, 2)).toBe(0.25);
    expect(stepAt(seconds, points, 1.5)).toBe(3);
    expect(shareOf(courseOf('steps', 8, 1, false), [], 2)).toBe(0.25);
    expect(shareOf(seconds, [], 2)).toBeNull();
  });
});

describe('a drawn run', () => {
  const drawn = drawRun(runWith('a', [5, NaN, 4, 3]), 'shape');

  it('is read at the newest true value, and lies on the line between its measurements', () => {
    expect([0, 1, 2, 3, 9].map((step) => lossAt(drawn, step))).toEqual([null, 5, 5, 4, 3]);
    expect([0, 1, 2, 3].map((step) => markAt(drawn.online, step)?.value)).toEqual([0.1, 0.1, 0.2, 0.2]);
    expect(lineAt(drawn.refit, 2)).toBeCloseTo(0.35);
    expect(lineAt(drawn.refit, 4)).toBe(0.4);
    expect(lineAt(drawn.refit, 5)).toBeNull();
  });

  it('is made once for a run that stays as it is', () => {
    const run = runWith('a', [5, 4]);
    expect(drawRun(run, 'shape')).toBe(drawRun(run, 'shape'));
    expect(drawRun(run, 'hue').online).toEqual([]);
  });
});

describe('runs that differ by seed alone', () => {
  const runs = [1, 2, 3].map((seed) => ({ ...runWith(`seed ${seed}`, [4 + seed, 3], { seed }), slot: seed }));
  const other = { ...runWith('other', [9], { width: 32 }), slot: 7 };
  const view = { task: 'shape', halfLife: 0, seedMeans: true };

  it('step back behind their mean, which has an interval', () => {
    const curves = curvesOf([...runs, other], 'other', view);
    expect(curves.map(({ look }) => look)).toEqual(['back', 'back', 'back', 'other', 'current']);
    const mean = curves[3]!.measured;
    expect(mean.seeds).toBe(3);
    expect(mean.losses.values[0]).toBeCloseTo(6);
    expect(mean.lossInterval!.high.values[0]).toBeCloseTo(6 + 4.303 / Math.sqrt(3), 2);
    expect(mean.refit.map(({ step }) => step)).toEqual([0, 4]);
    for (const end of ['value', 'low', 'high'] as const) expect(mean.refit[1]![end]).toBeCloseTo(0.4);
    // The other run has the colour of slot 1, so the mean takes one of another colour where it can.
    expect(curvesOf([other, ...runs], 'other', view).at(-1)!.measured.slot).not.toBe(1);
  });

  it('are drawn one by one where that is wanted', () => {
    expect(curvesOf(runs, 'seed 3', { ...view, seedMeans: false }).map(({ look }) => look)).toEqual(['other', 'other', 'current']);
  });

  it('are called by what they share', () => {
    const means = curvesOf([...runs, other], 'other', view).filter(({ look }) => look !== 'back').map(({ measured }) => measured);
    expect(fullNames(means)[0]).toBe(`D = ${runs[0]!.experiment.width}, 3 seeds`);
    const table = meansTable(means.slice(0, 1));
    expect(table.rows.at(0)).toEqual([expect.stringContaining('3 seeds'), 0, null, null, null, ...[0.1, 0.1, 0.1, 0.3, 0.3, 0.3].map((value): unknown => expect.closeTo(value))]);
  });

  it('have short names by the first thing in which they differ', () => {
    expect(shortNames(curvesOf(runs, '', { ...view, seedMeans: false }).map(({ shown }) => shown))).toEqual(['seed 1', 'seed 2', 'seed 3']);
    expect(shortNames(curvesOf([runs[0]!, other], '', view).map(({ shown }) => shown))).toEqual([`D = ${runs[0]!.experiment.width}`, 'D = 32']);
  });
});

describe('the crosshair’s reading', () => {
  const rows = Array.from({ length: 20 }, (_, index) => ({ id: `${index}`, slot: index, name: `D = ${index}`, values: ['1'], heights: [index / 20, 0.99] }));

  it('lists few runs whole, and of many those that pass nearest, from top to bottom', () => {
    expect(readNear('Step 1', [], rows.slice(0, 8), 0.5)).toMatchObject({ rows: rows.slice(0, 8), further: 0 });
    const reading = readNear('Step 1', [], rows, 0.5);
    expect(reading.rows.map(({ id }) => id)).toEqual(['7', '8', '9', '10', '11', '12']);
    expect(reading.further).toBe(14);
    expect(pointedAt(reading, 0.5)?.id).toBe('10');
    expect(pointedAt(reading, 0.8)).toBeNull();
  });

  it('holds true values however it is drawn, and leaves out runs that did not come so far', () => {
    const long = runWith('long', [5, 4, 4, 3]);
    const short = { ...runWith('short', [6], { width: 32 }), points: runWith('', []).points.slice(0, 1) };
    const curves = curvesOf([short, long], 'long', { task: 'shape', halfLife: 50, seedMeans: false }).map((curve) => ({ ...curve, name: curve.measured.id }));
    const bands = [lossBand({ low: 3, high: 6 }, false), accuracyBand({ low: 0, high: 1 }, 'shape')] as const;
    const reading = readSteps(curves, courseOf('steps', 4, 1, false), ...bands, 3, 0.5);
    expect(reading.rows.map(({ id, values }) => [id, ...values])).toEqual([['long', '4.00', '20.0\u202f%', '30.0\u202f%']]);
    expect(spellReading(reading)).toBe('Step 3. long: loss 4.00, online 20.0\u202f%, refit 30.0\u202f%.');
  });
});

describe('smoothing choices', () => {
  it('are shares of the run', () => {
    expect([halfLifeOf('off', 10_000), halfLifeOf('light', 10_000), halfLifeOf('strong', 400), halfLifeOf('light', 10)]).toEqual([0, 100, 20, 1]);
  });
});

describe('the data behind the charts', () => {
  it('has every loss that there is, and no row for one that there is not', () => {
    const table = lossesTable([runWith('a', [5, NaN, 4]), runWith('b', [7], { width: 32 })]);
    expect(Array.from({ length: table.rows.length }, (_, index) => table.rows.at(index))).toEqual([
      ['D = 256', 1, 5, 0.5],
      ['D = 256', 3, 4, 1.5],
      ['D = 32', 1, 7, 0.5],
    ]);
  });

  it('is shown rounded and copied in full', () => {
    const table = measurementsTable([runWith('a', [5])], 'shape');
    expect(table.columns.map((column, index) => showCell(table.rows.at(1)![index]!, column))).toEqual(['D = 256', '2', '4.00', '20.0\u202f%', '–', '–', '1.00']);
    expect(toCsv(table).split('\r\n').slice(0, 3)).toEqual(['Run,Step,Pretext loss,Online probe,Probe accuracy,Standard error,Seconds', 'D = 256,0,,0.1,0.3,,0', 'D = 256,2,4,0.2,,,1']);
    expect(toCsv({ columns: ['a,b', 'c'], rows: [['say "x"', 0.1 + 0.2]] })).toBe('"a,b",c\r\n"say ""x""",0.30000000000000004\r\n');
  });
});

describe('charts of measurements', () => {
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

  it('stay within their room, and of too many those that lie apart are written', () => {
    expect(heights(keptApart(at(2, 3), { top: 0, bottom: 100 }))).toEqual([0, 14]);
    expect(heights(keptApart(at(95, 99, 100), { top: 0, bottom: 100 }))).toEqual([72, 86, 100]);
    expect(heights(chosenLabels(at(50, 0, 1, 2, 100), 3))).toEqual([50, 0, 100]);
  });
});
