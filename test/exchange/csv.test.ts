import { expect, test } from 'vitest';
import { csvText, lossesCsv, pointsCsv, runsCsv } from '../../src/exchange/csv';
import { defaultExperiment, fieldNames } from '../../src/experiment/fields';
import { summaryOf } from '../../src/record/summary';
import { finishedRecord } from './support/finishedReport';

const record = finishedRecord();
const rowsOf = (text: string) => text.trimEnd().split('\r\n').map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));

test('a row per point, empty where nothing was measured', () => {
  const [columns, first, middle, last] = rowsOf(pointsCsv(record));
  expect(columns).toEqual('step,seconds,loss,parts.similarity,parts.log-sum-exp,online.shape,refit.shape,inside.rankMe,inside.collapse,inside.uniformity,inside.sparsity'.split(','));
  expect(first).toEqual('0,0,,,,0.125,0.25,20.1,0.8,-2,0.1'.split(','));
  expect(middle).toEqual('10,1,4.75,1,5.75,0.2,,,,,'.split(','));
  expect(last!.slice(0, 7)).toEqual('20,2,4.25,2,6.25,0.3,0.375'.split(','));
});

test('a row per step', () => {
  const rows = rowsOf(lossesCsv(record));
  expect(rows).toHaveLength(21);
  expect(rows[1]).toEqual(['1', '5']);
  expect(Number(rows[20]![1])).toBe(record.losses.values[19]);
});

test('a row per run, with every field and the gain', () => {
  const [columns, row] = rowsOf(runsCsv([summaryOf(record)], () => 'mine'));
  const cell = (column: string) => row![columns!.indexOf(column)];
  expect(fieldNames.map((field) => cell(field))).toEqual(fieldNames.map((field) => String({ ...defaultExperiment, steps: 20 }[field])));
  expect([cell('name'), cell('untrained.shape'), cell('refit.shape'), cell('gain.shape'), cell('step')]).toEqual(['mine', '0.25', '0.375', '0.125', '20']);
  expect([cell('backend'), cell('date'), cell('version'), cell('origin')]).toEqual(['wasm', '2026-11-24T00:00:00.001Z', '0.1.0+test', 'here']);
});

test('foreign text is never a formula, and stays one cell', () => {
  const names = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', 'plain', 'a "b", c\nd', ''];
  const written = csvText(['name', 'value'], names.map((name) => [name, -1]));
  expect(written).toBe(`name,value\r\n"'=HYPERLINK(""x"")",-1\r\n'+1,-1\r\n'-1,-1\r\n'@SUM(A1),-1\r\n'\tx,-1\r\nplain,-1\r\n"a ""b"", c\nd",-1\r\n,-1\r\n`);
});
