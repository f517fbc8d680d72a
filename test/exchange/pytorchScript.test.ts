import { expect, test } from 'vitest';
import { pytorchScript } from '../../src/exchange/pytorch/script';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';

const options = { classes: 2, pageVersion: '0.1.0+test', mean: null, deviation: null, tasks: [], date: new Date(0) };

test('holds the settings, and nothing of other methods and optimizers', () => {
  const script = pytorchScript(withChanges(defaultExperiment, { method: 'byol', optimizer: 'lars', width: 48, layers: 2 }), options);
  expect(script).toContain('The experiment ?v=2&method=byol&width=48&layers=2&optimizer=lars\n');
  expect(script).toContain('PROJECTOR = [48, 256, 64]');
  expect(script).toContain('HEAD = [64, 256, 64]');
  expect(script).toContain('MOMENTS = None');
  expect(script).not.toMatch(/TEMPERATURE|AdamW|log_sum_exp/);
  expect(script.match(/^def pretext_loss/gm)).toHaveLength(1);
  expect(script.match(/^def make_optimizer/gm)).toHaveLength(1);
});

test('foreign names cannot leave their comment', () => {
  const hostile = 'cat\nimport os\r\u2028"""\u202e\\';
  const script = pytorchScript(defaultExperiment, { ...options, pageVersion: hostile, tasks: [{ name: hostile, classNames: [hostile, 'dog'] }] });
  expect(script).not.toMatch(/[\u2028\u202e\r]/);
  expect(script.match(/^import os.*/gm)).toEqual(['import os']);
  expect(script.split('\n').filter((line) => line.includes('cat import'))).toHaveLength(3);
  expect(script.match(/^CLASSES = 2 {2}# cat import os .*: cat import os .*, dog$/m)).not.toBeNull();
});
