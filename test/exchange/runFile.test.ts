import { expect, test } from 'vitest';
import { collectionText, readRunFile, recordOf, UnusableFile } from '../../src/exchange/runFile';
import { defaultExperiment } from '../../src/experiment/fields';
import { writeLink } from '../../src/experiment/link';
import { latestInside, stepsDone, untrained } from '../../src/record/record';
import { type ExperimentReport, reportOf } from '../../src/record/report';
import { valueAt } from '../../src/record/series';
import { finishedReport } from './support/finishedReport';

const report = finishedReport();
const text = JSON.stringify(report);
const changed = (change: (copy: Record<string, unknown> & ExperimentReport) => void): string => {
  const copy = JSON.parse(text) as Record<string, unknown> & ExperimentReport;
  change(copy);
  return JSON.stringify(copy);
};
const faultOf = (file: string, name = 'run.json'): string => {
  try {
    readRunFile(file, name);
  } catch (error) {
    expect(error).toBeInstanceOf(UnusableFile);
    return (error as Error).message;
  }
  return 'read';
};

test('a report comes back as the record it was made of, and makes the same report', () => {
  const { records, sweep, remarks } = readRunFile(text, 'run.json');
  const [record] = records;
  expect({ sweep, remarks, runs: records.length }).toEqual({ sweep: null, remarks: [], runs: 1 });
  expect(record).toMatchObject({ origin: 'imported', state: 'finished', link: writeLink(report.config), madeBy: report.madeBy, startedAt: Date.parse(report.date) });
  expect(stepsDone(record!)).toBe(report.config.steps);
  expect(untrained(record!)).toEqual(report.untrained.refit);
  expect(latestInside(record!)!.spectrum).toEqual(report.final.spectrum);
  expect(record!.points[0]!.loss).toBeNull();
  // Twice through JSON, so that rounding has nothing left to do.
  expect(JSON.parse(JSON.stringify(reportOf(record!)))).toEqual(JSON.parse(text));
  expect(readRunFile(text, 'copy.json').records[0]!.id).toBe(record!.id);
});

test('a file of the headless command from before it told losses, tasks, images and dates', () => {
  const old = changed((copy) => {
    for (const key of ['date', 'madeBy', 'tasks', 'images', 'losses', 'judgement']) delete copy[key];
    const final = copy.final as Partial<typeof copy.final>;
    for (const key of ['collapse', 'uniformity', 'alignment', 'lidar', 'spectrum'] as const) delete final[key];
    for (const point of copy.points) delete point.inside;
    Object.assign(copy.config, { probe: undefined });
  });
  const { records, remarks } = readRunFile(old, 'old.json');
  expect(remarks).toEqual(['“old.json” does not say when its run was made; it is listed as of today.']);
  const { losses, tasks, points, experiment } = records[0]!;
  expect(experiment).toEqual(report.config);
  expect(tasks.map(({ name, classNames }) => [name, classNames.length])).toEqual([['shape', 8]]);
  expect(valueAt(losses, 1)).toBe(report.points[0]!.loss);
  expect(valueAt(losses, 2)).toBeNull();
  expect(valueAt(losses, 10)).toBeCloseTo(report.points[1]!.loss, 5);
  expect(points.at(-1)!.inside!.rankMe).toBe(report.final.rankMe);
});

test('a collection keeps its sweep, and a bad run costs only itself', () => {
  const reports = [1, 2].map((seed) => finishedReport({ ...defaultExperiment, seed, steps: 20 }));
  const whole = collectionText(reports, 'v=2&steps=20&sweep=width:16,64&seeds=2');
  const read = readRunFile(whole, 'sweep.json');
  expect(read).toMatchObject({ sweep: 'v=2&steps=20&sweep=width:16,64&seeds=2', remarks: [] });
  expect(read.records.map(({ experiment }) => experiment.seed)).toEqual([1, 2]);
  expect(new Set(read.records.map(({ id }) => id)).size).toBe(2);
  const spoilt = readRunFile(whole.replace('"wasm"', '"abacus"'), 'sweep.json');
  expect(spoilt.records).toHaveLength(1);
  expect(spoilt.remarks).toEqual(['Run 1 of “sweep.json” is left out: “device.backend” is “abacus”, which it cannot be.']);
  expect(faultOf(whole.replaceAll('"wasm"', '"abacus"'))).toMatch(/^No run of “run.json” can be used\. Run 1/);
  expect(faultOf(collectionText([]))).toMatch(/holds none/);
});

test.each<[string, string, RegExp]>([
  ['nothing', '  \n', /“run.json” is empty/],
  ['half a file', text.slice(0, text.length / 2), /cut off\. Save or download it again/],
  ['half a collection', collectionText([report]).slice(0, -30), /cut off/],
  ['no JSON', 'steps,loss\n1,2', /holds no JSON/],
  ['other JSON', '{"name":"tsconfig"}', /not a run file/],
  ['a list', '[1,2,3]', /not a run file/],
  ['null', 'null', /not a run file/],
  ['a newer version', changed((copy) => (copy.version = 2)), /newer page \(format 2; this page reads 1\)/],
  ['a newer collection', collectionText([report]).replace('{"version":1', '{"version":9'), /newer page \(format 9/],
  ['a width beyond all bounds', text.replace(/"width":\d+/, '"width":1000000000'), /“config.width” is “1000000000”, but the most is 32768/],
  ['a fraction of a step', text.replace(/"steps":\d+/, '"steps":2.5'), /“config.steps”/],
  ['an unknown method', text.replace('"simclr"', '"magic"'), /“config.method” is “magic”/],
  ['accuracy above one', changed((copy) => Object.assign(copy.points[1]!.online, { shape: 1.5 })), /“points.1.online.shape” is “1.5”, but the most is 1/],
  ['no final figures', changed((copy) => delete (copy as Partial<typeof copy>).final), /“final” is missing/],
  ['steps backwards', changed((copy) => copy.points.reverse()), /order of steps/],
  ['more losses than steps', changed((copy) => (copy.losses = Array<number>(21).fill(1))), /21 losses of 20 steps/],
  ['a hundred tasks', changed((copy) => (copy.final.online = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`t${index}`, 0])))), /“final.online” names more than 32 tasks/],
  ['deep nesting', '['.repeat(100_000), /cut off/],
])('%s is refused in one sentence', (_, file, sentence) => {
  expect(faultOf(file)).toMatch(sentence);
});

test('hostile names stay names', () => {
  const hostile = text.replaceAll('"shape":', '"__proto__":').replaceAll('"texture":', '"<img src=x onerror=alert(1)>":');
  const { records } = readRunFile(hostile, '<b>\u202e.json');
  expect(Object.getPrototypeOf(records[0]!.points[0]!.online)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>).shape).toBeUndefined();
  expect(faultOf('', '<b>\u202ereverse</b>.json')).not.toContain('\u202e');
});

test('a number that was not finite comes back as one', () => {
  const report = readRunFile(text.replace(/"lidar":[\d.]+/, '"lidar":null'), 'run.json').records[0]!;
  expect(report.final!.lidar).toBeNaN();
});

test('recordOf gives each record an id of its own unless told one', () => {
  expect(recordOf(report, 'recorded', 'given').id).toBe('given');
  expect(recordOf(report, 'recorded').id).not.toBe(recordOf(report, 'recorded').id);
});
