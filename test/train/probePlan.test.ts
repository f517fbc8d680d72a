import { expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import { describeNetwork } from '../../src/model/describe';
import { probePlan } from '../../src/train/probePlan';

const available = { trainImages: 10_000, testImages: 10_000, classes: 43 };

test('the default run is probed before, about ten times on the way and at the end', () => {
  const plan = probePlan(defaultExperiment, available);
  expect(plan.refitSteps).toEqual([0, 40, 80, 120, 160, 200, 240, 280, 320, 360, 400]);
  expect(plan.trainImages).toBeGreaterThanOrEqual(400);
  expect(plan.onlineImages).toBeLessThanOrEqual(plan.testImages);
});

const settings: Partial<Experiment>[] = [
  {},
  { steps: 30 },
  { width: 8192, steps: 200 },
  { backbone: 'resnet18', batch: 256, steps: 5_000 },
  { width: 8, batch: 16, steps: 1_000 },
];

test.each(settings)('planned work stays below 15 %% of the run: %o', (changes) => {
  const experiment = { ...defaultExperiment, ...changes };
  const plan = probePlan(experiment, available);
  const { multiplyAdds, stepMultiplyAdds } = describeNetwork(experiment);
  const refits = plan.refitSteps.length * (plan.trainImages + plan.testImages) * multiplyAdds;
  const fits = plan.refitSteps.length * 60 * 2 * plan.trainImages * experiment.width * available.classes;
  const online = Math.ceil(experiment.steps / plan.onlineEvery) * plan.onlineImages * multiplyAdds;
  expect((refits + fits + online) / (experiment.steps * stepMultiplyAdds)).toBeLessThan(0.15);
});

test('very short runs still get a first and a last look, at no more images than there are', () => {
  const plan = probePlan({ ...defaultExperiment, steps: 1 }, { ...available, trainImages: 100, testImages: 30 });
  expect(plan).toMatchObject({ refitSteps: [0, 1], trainImages: 100, testImages: 30, onlineEvery: 1 });
});
