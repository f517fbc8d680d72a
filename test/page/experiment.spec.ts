/** The headless command, as a script uses it. */
import { expect, test } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../src/command/projectRoot';
import { reportSchema } from '../command/reportSchema';
import { quickRun } from './desk';
import { npmRun } from './npmRun';

const experiment = (...args: string[]) => npmRun('experiment', ...args);

test('runs to its end and writes its report', async ({}, testInfo) => {
  mkdirSync(testInfo.outputDir, { recursive: true });
  const out = path.join(testInfo.outputDir, 'report.json');
  const first = await experiment(`https://host/path/?${quickRun(6)}&nonsense=1`, '--backend', 'wasm', '--judge');
  expect(first.stderr).toContain('“nonsense” was given as “1”');
  expect(first.stderr).toContain('Runs on the CPU');
  expect(first.code).toBe(0);
  const report = reportSchema.parse(JSON.parse(first.stdout));
  expect(report.config).toMatchObject({ steps: 6, width: 32, data: 'shapes' });
  expect(report.points.at(-1)!.step).toBe(6);
  expect(report.memory.tensorsAtEnd).toBe(report.memory.tensorsAtStart);
  // Every probe on the representation, and one on the projector's only layer.
  expect(report.judgement!.probes.map(({ probe, layer, share }) => [probe, layer ?? share])).toEqual([
    ['logistic', undefined],
    ['few', 0.01],
    ['few', 0.1],
    ['mlp', undefined],
    ['binarised', undefined],
    ['knn', undefined],
    ['projector', 1],
  ]);

  // The same again into a file: the same digits, but for the clock.
  const second = await experiment(quickRun(6), '--backend', 'wasm', '--out', out);
  expect(second).toMatchObject({ code: 0, stdout: '' });
  const again = reportSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
  expect(again.judgement).toBeUndefined();
  expect(again.final).toEqual(report.final);
  expect(again.points.map(({ step, loss, refit }) => ({ step, loss, refit }))).toEqual(report.points.map(({ step, loss, refit }) => ({ step, loss, refit })));
});

test('unusable arguments end with 2 and one line that says what to do', async () => {
  for (const args of [['v=2&width=64', '--backend', 'cuda'], ['v=2&data=cifar10', '--data-dir', projectRoot], []]) {
    const { code, stdout, stderr } = await experiment(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn'))).toHaveLength(1);
  }
});

test('a run that fails ends with 1 and its own words', async () => {
  const { code, stdout, stderr } = await experiment(`${quickRun(40)}&method=vicreg&optimizer=sgd&lr=10`, '--backend', 'wasm');
  expect(stdout).toBe('');
  expect(stderr).toContain('learning rate');
  expect(code).toBe(1);
});
