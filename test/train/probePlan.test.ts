import { expect, test } from 'vitest';
import { defaultExperiment, type Experiment, withChanges } from '../../src/experiment/fields';
import { probePlan, type ProbePlan } from '../../src/train/probePlan';

const available = { trainImages: 10_000, testImages: 4_000 };

test('the default run is judged on all test images at both ends, and looked at a few times on the way', () => {
  const plan = probePlan(defaultExperiment, available);
  expect(plan.refitSteps).toEqual([0, 80, 160, 240, 320, 400]);
  expect(plan.ends).toEqual({ trainImages: 4_000, testImages: 4_000 });
  expect(probePlan(defaultExperiment, { trainImages: 5_000, testImages: 10_000 }).ends).toEqual({ trainImages: 4_000, testImages: 10_000 });
  expect(plan.looks.trainImages).toBeGreaterThanOrEqual(500);
  expect(plan.looks.testImages).toBeGreaterThanOrEqual(250);
  expect(plan.onlineImages).toBeLessThanOrEqual(plan.looks.testImages);
});

const runs: Partial<Experiment>[] = [{}, { steps: 2, batch: 8 }, { steps: 60 }, { backbone: 'resnet18', batch: 256, steps: 5_000 }, { method: 'byol', steps: 200 }, { data: 'cifar10', images: 2_000 }];

test.each(runs)('two widths or projectors are probed at the same steps with the same images: %o', (changes) => {
  const plan = (others: Partial<Experiment>): ProbePlan => probePlan({ ...withChanges(defaultExperiment, changes), ...others }, available);
  const narrow = plan({ width: 16 });
  for (const width of [1, 2, 64, 256, 512, 2_048, 8_192, 16_384]) expect(plan({ width })).toEqual(narrow);
  for (const others of [{ out: 2_048 }, { layers: 0 }, { layers: 3, hidden: 4_096 }, { width: 2_048, layers: 2, out: 8 }]) expect(plan(others)).toEqual(narrow);
});

test('beyond what memory holds both ends shrink alike, and never below a look', () => {
  const wide = probePlan({ ...defaultExperiment, width: 32_768 }, available);
  expect(wide.ends.trainImages).toBe(wide.ends.testImages);
  expect((wide.ends.trainImages + wide.ends.testImages) * 32_768 * 4).toBeLessThanOrEqual(2 ** 29);
  expect(wide.ends.trainImages).toBeGreaterThan(wide.looks.trainImages);
  expect(wide.looks).toEqual(probePlan(defaultExperiment, available).looks);
});

const costly: Partial<Experiment>[] = [{}, { steps: 300 }, { backbone: 'resnet18', batch: 256, steps: 5_000 }, { batch: 16, steps: 2_000 }];

test.each(costly)('images probed leave 15 %% room for the fits: %o', (changes) => {
  const experiment = { ...defaultExperiment, ...changes };
  const { ends, looks, refitSteps, onlineEvery, onlineImages } = probePlan(experiment, available);
  const onTheWay = (refitSteps.length - 2) * (looks.trainImages + looks.testImages);
  const online = Math.ceil(experiment.steps / onlineEvery) * onlineImages;
  const training = 6 * experiment.batch * experiment.steps;
  const probing = 2 * (ends.trainImages + ends.testImages) + onTheWay + online;
  expect(probing / training).toBeLessThan(0.15 * Math.max(1, 400 * 64 / experiment.batch / experiment.steps));
});

test('very short runs still get both ends, at no more images than there are and not at many', () => {
  const tiny = { ...defaultExperiment, steps: 1 };
  expect(probePlan(tiny, { trainImages: 100, testImages: 30 })).toMatchObject({ refitSteps: [0, 1], ends: { trainImages: 100, testImages: 30 }, looks: { trainImages: 100, testImages: 30 }, onlineEvery: 1 });
  const { ends } = probePlan({ ...tiny, steps: 2 }, { trainImages: 4_000, testImages: 4_000 });
  expect(ends.trainImages + ends.testImages).toBeLessThan(500);
});
