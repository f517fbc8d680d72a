import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allowed, worstOf } from './check';
import { formatOf, referenceFiles } from './files';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(path.join(tmpdir(), 'reference-'))));
afterEach(() => rmSync(directory, { recursive: true }));

test('a missing or empty folder is a sentence with the next step', () => {
  expect(() => referenceFiles(path.join(directory, 'none'))).toThrow(/cannot be read.*set REFERENCE_DIR/s);
  expect(() => referenceFiles(directory)).toThrow(/holds no .json file; set REFERENCE_DIR/);
});

test('broken files are told apart from intact ones', () => {
  writeFileSync(path.join(directory, 'a.json'), '{"cases": [');
  writeFileSync(path.join(directory, 'b.json'), 'null');
  writeFileSync(path.join(directory, 'c.json'), '{"cases": [{"dfilter": 1}]}');
  writeFileSync(path.join(directory, 'notes.txt'), '');
  const [a, b, c, ...rest] = referenceFiles(directory);
  expect(a?.contents).toMatch(/cannot be read/);
  expect(b?.contents).toMatch(/has no list/);
  expect(c?.contents).toEqual({ cases: [{ dfilter: 1 }] });
  expect(rest).toEqual([]);
});

test('a file is known by its name or by what its cases hold', () => {
  const known = ['conv2d', 'probes'];
  expect(formatOf('conv2d.json', [{}], known)).toBe('conv2d');
  expect(formatOf('more-convolutions.json', [{ dfilter: 1 }], known)).toBe('conv2d');
  expect(formatOf('other.json', [{ colour: 1 }], known)).toBeNull();
  expect(formatOf('other.json', [null], known)).toBeNull();
});

test('the worst element decides, and neither NaN nor a missing number passes', () => {
  expect(allowed(-10)).toBeCloseTo(0.0101, 10);
  expect(worstOf('case', 'y', [1, 2.01], [1, 2])).toMatchObject({ index: 1, actual: 2.01, expected: 2 });
  expect(worstOf('case', 'y', [1, 2.01], [1, 2]).excess).toBeCloseTo(0.01 / 0.0021, 5);
  expect(worstOf('case', 'y', [1, Number.NaN], [1, 2]).excess).toBe(Infinity);
  expect(worstOf('case', 'y', [1], [1, 2]).excess).toBe(Infinity);
});
