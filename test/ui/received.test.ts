import { describe, expect, test } from 'vitest';
import type { Difference } from '../../src/record/comparison';
import { paceOf } from '../../src/runs/pace';
import { shownRun } from '../../src/runs/run';
import { snippet, spellCopied } from '../../src/ui/received/copies';
import { isAlike, originOf, spellDifference, spellTable, verdictOf } from '../../src/ui/received/wording';
import { longRun } from '../exchange/support/longRun';

const shape: Difference = { of: 'refit', task: 'shape', here: 0.431, received: 0.42, difference: 0.011, tolerance: 0.04, verdict: 'within' };
const loss: Difference = { of: 'loss', task: null, here: 3.5, received: 3.6, difference: -0.1, tolerance: 0.05, verdict: 'beyond' };
const same: Difference = { ...shape, here: 0.42, difference: 0, verdict: 'same' };

test('a difference is told with what another seed would explain', () => {
  expect(spellDifference(shape)).toBe('Probe accuracy on shape: 43.1\u202f% here, 42.0\u202f% received; a difference of 1.1 points, within the ±4.0 that another seed would explain.');
  expect(spellDifference(loss)).toBe('Final loss: 3.50 here, 3.60 received; a difference of 0.100, larger than the ±0.0500 that another seed would explain.');
  expect(spellDifference(same)).toBe('Probe accuracy on shape: 42.0\u202f% here, 42.0\u202f% received; the same.');
});

describe('the verdict', () => {
  test('of equal figures is that they are the same', () => {
    expect(verdictOf({ differences: [same, same] }, true)).toBe('Repeated here: every figure is the same.');
  });
  test('within the tolerance depends on whether the same digits could be expected', () => {
    expect(verdictOf({ differences: [same, shape] }, true)).toMatch(/should give the same figures/);
    expect(verdictOf({ differences: [same, shape] }, false)).toMatch(/no closer match can be expected/);
  });
  test('beyond it says what to check', () => {
    expect(verdictOf({ differences: [shape, loss] }, false)).toMatch(/^Repeated here: one figure differs .* check version and settings\.$/);
  });
});

test('the same digits are expected of one version on one device only', () => {
  const run = longRun();
  expect(isAlike(run, { ...run })).toBe(true);
  expect(isAlike(run, { ...run, madeBy: '0.2.0' })).toBe(false);
  expect(isAlike(run, { ...run, device: { backend: 'wasm', adapter: 'WebAssembly SIMD, 4 threads' } })).toBe(false);
  expect(isAlike(run, { ...run, device: null })).toBe(false);
});

test('a table’s verdict allows for what chance makes of many figures', () => {
  const beyond = (count: number) => Array.from({ length: count }, () => ({ link: '', difference: loss }));
  expect(spellTable({ figures: 140, same: 140, beyond: [], byChance: 7 })).toBe('All 140 figures are the same.');
  expect(spellTable({ figures: 140, same: 0, beyond: beyond(9), byChance: 7 })).toMatch(/the tables agree/);
  expect(spellTable({ figures: 140, same: 0, beyond: beyond(40), byChance: 7 })).toMatch(/Something differs/);
});

test('the origin is told as the link’s own account', () => {
  expect(originOf({ kind: 'run', record: longRun(), remarks: [] })).toBe(
    'Its curve and figures came with the link, and nothing here has checked them. By its own account it was made on WebAssembly SIMD, 2 threads, 24 November 2026, by version 0.1.0+2bdee94.',
  );
});

test('a long link is told to be long', () => {
  expect(spellCopied('Link with the result', 'x'.repeat(2_883))).toBe('Link with the result copied, 2,883 characters.');
  expect(spellCopied('Link with the table', 'x'.repeat(7_000))).toMatch(/7,000 characters, near the limit of 8,192/);
});

test('an address in the code for an article cannot end the attribute that holds it', () => {
  expect(snippet('https://host/?a=1&b=2')).toContain('src="https://host/?a=1&amp;b=2"');
});

test('the pace of another machine is not taken for one measured here', () => {
  const run = shownRun(longRun(), 0);
  const here = paceOf(run.experiment, [run], { backend: 'wasm', threads: 2 });
  expect(here).toEqual({ milliseconds: run.stepMilliseconds, source: 'measured' });
  expect(paceOf(run.experiment, [{ ...run, origin: 'received' }], { backend: 'wasm', threads: 2 }).source).toBe('expected');
});
