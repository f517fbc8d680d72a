import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readExperimentArguments } from '../../src/command/experimentArguments';
import { UnusableArguments } from '../../src/command/givenOptions';
import { defaultExperiment } from '../../src/experiment/fields';

let directory: string;
beforeAll(() => void (directory = mkdtempSync(path.join(tmpdir(), 'arguments-'))));
afterAll(() => rmSync(directory, { recursive: true }));

test('a link, and every option', () => {
  const given = readExperimentArguments(['https://host/?v=2&width=64&steps=9', '--data-dir', directory, '--backend', 'wasm', '--judge', '--out', path.join(directory, 'a.json')]);
  expect(given).toEqual({
    experiment: { ...defaultExperiment, width: 64, steps: 9 },
    query: 'v=2&width=64&steps=9',
    backend: 'wasm',
    judge: true,
    dataDirectory: directory,
    out: path.join(directory, 'a.json'),
    remarks: [],
  });
});

test('an empty query is the default experiment, and the link may name the backend', () => {
  expect(readExperimentArguments([''])).toEqual({ experiment: defaultExperiment, query: 'v=2', backend: 'auto', judge: false, remarks: [] });
  expect(readExperimentArguments(['backend=software-webgpu']).backend).toBe('software-webgpu');
  expect(readExperimentArguments(['backend=wasm', '--backend', 'webgpu']).backend).toBe('webgpu');
});

test('what a link gives wrongly is remarked on, not refused', () => {
  expect(readExperimentArguments(['v=2&width=1&nonsense=2']).remarks).toHaveLength(2);
});

test.each([
  [[], /There is no experiment/],
  [['v=2&width=64', 'v=2&width=32'], /There are 2 experiments/],
  [['', '--colour'], /--colour.*Usage/],
  [['', '--backend', 'cuda'], /--backend was cuda; give one of auto, webgpu, wasm/],
  [['', '--backend'], /--backend.*Usage/],
  [['', '--data-dir', '/nowhere/at/all'], /--data-dir was .* give one that exists/],
  [['', '--out', '/nowhere/at/all/a.json'], /folder of --out/],
  [['', '--out', tmpdir()], /is a folder; give the name of a file/],
])('%j is refused in one line', (argv, message) => {
  expect(() => readExperimentArguments(argv)).toThrow(UnusableArguments);
  expect(() => readExperimentArguments(argv)).toThrow(message);
});
