/**
 * The exported PyTorch script against our own code, number by number, on PyTorch's CPU build; and on two processes against one. All
 * cases share one start of Python each way.
 */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawViews, packViews, VIEW_PARAMETERS } from '../../src/data/views';
import { cifarFile } from '../../src/exchange/cifarFile';
import { readSafeTensors } from '../../src/exchange/safetensors';
import { startWasmInNode } from '../support/wasm';
import { cases, dataset, writeCase, type Computed } from './support/cases';
import { missingTorch, python, runOnTwo, runPython } from './support/python';

interface Errors {
  augmentation: number;
  features: number;
  gradient: number;
  statistics: number;
  /** Of each step. */
  losses: number[];
}

if (missingTorch) console.warn(`Skipped: ${missingTorch}.`);

describe.skipIf(!python)('the exported script', () => {
  const check = path.join(import.meta.dirname, 'check.py');
  let folder: string;
  let logs: string;
  let alone: { cases: Record<string, Errors>; views: { mean: number[]; deviation: number[] } };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pytorch-'));
    logs = path.join(folder, 'logs');
    await startWasmInNode();
    const computed: Computed[] = [];
    for (const one of cases) computed.push(await writeCase(folder, one, one.experiment.backbone === 'resnet18' ? 1 : undefined));
    await writeFile(path.join(folder, 'cases.json'), JSON.stringify(computed));
    const clean = cifarFile(dataset.test, dataset.tasks[0]!.name);
    for (const { name } of cases) await writeFile(path.join(folder, `${name}.test`), clean);
    alone = JSON.parse(await runPython(check, [folder])) as typeof alone;
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(cases)('$name: features, augmentation, loss, gradient and running statistics are ours', ({ name }) => {
    const errors = alone.cases[name]!;
    expect(errors.features).toBeLessThan(1e-4);
    expect(errors.augmentation).toBeLessThan(1e-4);
    expect(errors.losses[0]).toBeLessThan(1e-3);
    expect(Math.max(...errors.losses)).toBeLessThan(2e-3);
    // Among the millions of numbers of a ResNet some lie so close to zero that rounding decides whether ReLU lets them through.
    expect(errors.gradient).toBeLessThan(name === 'resnet18' ? 2e-2 : 1e-4);
    expect(errors.statistics).toBeLessThan(1e-3);
  });

  test('two processes have the gradient of one with the joined batch', async () => {
    const found = JSON.parse(await runOnTwo(check, [folder], logs)) as Record<string, Record<string, number>>;
    expect(Object.keys(found)).toHaveLength(cases.length - 1);
    for (const [name, errors] of Object.entries(found)) {
      for (const [what, error] of Object.entries(errors)) expect(error, `${what} of ${name}`).toBeLessThan(1e-4);
    }
  }, 120_000);

  test('views are drawn from the same distribution', () => {
    const { experiment } = cases[0]!;
    const count = 20_000;
    const ours = packViews(drawViews(experiment, count, 0, 0));
    for (let column = 0; column < VIEW_PARAMETERS; column++) {
      const values = Array.from({ length: count }, (_, view) => ours[view * VIEW_PARAMETERS + column]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / count;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
      // Five standard errors of a difference of two means, and of two deviations within a fortieth.
      expect(Math.abs(alone.views.mean[column]! - mean)).toBeLessThan((5 * deviation * Math.SQRT2) / Math.sqrt(count));
      expect(alone.views.deviation[column]! / deviation).toBeCloseTo(1, 1);
      expect(Math.abs(alone.views.deviation[column]! / deviation - 1)).toBeLessThan(0.025);
    }
  });

  test('from the command line: trains on two processes, goes on from its checkpoint on one, and its weights come back', async () => {
    const { name, experiment } = cases.find(({ experiment }) => experiment.method === 'byol')!;
    const script = path.join(folder, 'experiment.py');
    const short = (await readFile(path.join(folder, `${name}.py`), 'utf8')).replace(/^BATCH, STEPS = .*$/m, 'BATCH, STEPS = 8, 4');
    await writeFile(script, short);
    await mkdir(path.join(folder, 'data'));
    await copyFile(path.join(folder, `${name}.test`), path.join(folder, 'data', 'images.bin'));
    const train = ['--data', 'data', '--checkpoint', 'run.pt', '--save', 'trained.safetensors', '--every', '2'];
    const first = await runOnTwo(script, train, logs, folder);
    expect(first).toMatch(/step 2 of 4 .*\nstep 4 of 4 /);
    const again = await runPython(script, [...train, '--weights', 'trained.safetensors', '--features', 'data/images.bin', '--out', 'features.bin'], folder);
    expect(again).toMatch(/^8 × 16 features.*\nGoes on from step 4 /m);
    const features = await readFile(path.join(folder, 'features.bin'));
    expect(features).toHaveLength(4 * dataset.test.count * experiment.width);
    const trained = readSafeTensors(new Uint8Array(await readFile(path.join(folder, 'trained.safetensors'))), 'trained.safetensors');
    expect(trained).toMatchObject({ experiment, step: 4, classes: 8, mean: dataset.mean });
    await expect(runPython(script, ['--features', 'data/images.bin', '--weights', 'data/images.bin'], folder)).rejects.toThrow(/no whole SafeTensors file/);
  }, 120_000);
});
