/**
 * The refit probe: features of clean training images from the frozen network, standardised, and a logistic regression
 * fitted to them from scratch, judged on clean test images. Comparable between step 0 and later, between widths and between runs.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { accuracies, fitLogistic, logitsOf } from './logistic';
import type { LogisticTask } from './logisticTask';
import { standardOf } from './standardize';

/**
 * Chosen on 2,000 CIFAR-10 images at D = 256: weaker penalties fit the noise of so few images, stronger ones lose
 * accuracy; the same for all tasks and runs.
 */
export const REFIT_L2 = 0.03;
const MAXIMUM_ITERATIONS = 100;
/** Accuracies then are those of the optimum but for one image in a thousand; at 1e-3, three. */
const TOLERANCE = 3e-4;

export interface ProbeSet {
  features: Tensor2D;
  /** In the order of the data set's tasks. */
  tasks: readonly LogisticTask[];
}

/** Test accuracy per task. Both sets stay the caller's. */
export async function refitProbe(train: ProbeSet, test: ProbeSet): Promise<number[]> {
  const standard = await standardOf(train.features);
  const fit = await fitLogistic(train.features, train.tasks, standard, {
    l2: REFIT_L2,
    maximumIterations: MAXIMUM_ITERATIONS,
    tolerance: TOLERANCE,
  });
  const logits = logitsOf(test.features, fit);
  try {
    return await accuracies(logits, test.tasks);
  } finally {
    logits.dispose();
  }
}
