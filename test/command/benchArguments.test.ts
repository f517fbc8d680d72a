import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBenchArguments, UnusableArguments } from '../../src/command/benchArguments';
import { rowSchema } from '../bench/report';
import { rowPlans } from '../bench/rows';
import { measureRow, type Bench, type RowPlan } from '../bench/rows/plan';

const names = rowPlans.map(({ name }) => name);

let directory: string;
beforeEach(() => void (directory = mkdtempSync(path.join(tmpdir(), 'bench-'))));
afterEach(() => rmSync(directory, { recursive: true }));

describe('arguments', () => {
  test('none measure every row and write to stdout', () => {
    expect(readBenchArguments([], names)).toEqual({ only: names });
  });

  test('--only takes a name or how names begin', () => {
    expect(readBenchArguments(['--only', 'page/drag-ms'], names).only).toEqual(['page/drag-ms']);
    expect(readBenchArguments(['--only', 'conv'], names).only).toEqual(['conv/forward', 'conv/input-gradient', 'conv/filter-gradient']);
  });

  test('--out becomes absolute', () => {
    expect(readBenchArguments(['--out', path.join(directory, 'report.json')], names).out).toBe(path.join(directory, 'report.json'));
  });

  test.each([
    [['--only', 'speed'], /--only was speed, and no row begins with that; the rows are step\/webgpu, /],
    [['--fast'], /Usage: /],
    [['step'], /Usage: /],
    [['--out', ''], /--out was empty; give the name of a file/],
    [['--out', '.'], /--out was \.; give the name of a file/],
    [['--out', 'no/such/folder/report.json'], /but its folder does not exist; give a place in one that does/],
  ])('%j are refused in a sentence', (argv, sentence) => {
    expect(() => readBenchArguments(argv, names)).toThrow(UnusableArguments);
    expect(() => readBenchArguments(argv, names)).toThrow(sentence);
  });
});

describe('rows', () => {
  const plan = (better: RowPlan['better'], measure: RowPlan['measure']): RowPlan => ({ name: 'step/test', unit: 'ms', better, measure });
  const bench = {} as Bench;

  test('have the names of the contract, each once', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['step/webgpu', 'step/wasm', 'step/dispatches', 'step/script-ms', 'step/upload-bytes', 'step/gpu-bytes'],
        ...['conv/forward', 'conv/input-gradient', 'conv/filter-gradient', 'page/first-point-ms', 'page/first-load-kb', 'page/drag-ms'],
      ]),
    );
  });

  test('a ratio above 1 always means that ours is better', async () => {
    const finding = { ours: 2, baseline: 8, note: 'note' };
    const less = await measureRow(plan('less', () => Promise.resolve(finding)), bench);
    const more = await measureRow(plan('more', () => Promise.resolve(finding)), bench);
    expect([less.ratio, more.ratio]).toEqual([4, 0.25]);
    for (const row of [less, more]) expect(rowSchema.parse(row)).toEqual(row);
  });

  test('without a baseline, or with nothing of ours to divide by, there is no ratio', async () => {
    const rows = [
      await measureRow(plan('less', () => Promise.resolve({ ours: 2, baseline: null, note: 'note' })), bench),
      await measureRow(plan('less', () => Promise.resolve({ ours: 0, baseline: 5, note: 'note' })), bench),
    ];
    for (const row of rows) expect(rowSchema.parse(row).ratio).toBeNull();
  });

  test('a failure becomes the note of its row', async () => {
    const row = await measureRow(plan('less', () => Promise.reject(new Error('no adapter\n  here'))), bench);
    expect(rowSchema.parse(row)).toEqual({ name: 'step/test', unit: 'ms', ours: null, baseline: null, ratio: null, note: 'no adapter here' });
  });
});
