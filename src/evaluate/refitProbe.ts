/**
 * The refit probe: features of clean training images from the frozen network, standardised, and a logistic regression
 * fitted to them from scratch, judged on clean test images. Comparable between step 0 and later, between widths and between runs.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { countOf, fitLogistic, logitsOf, rightOnes } from './logistic';
import type { LogisticTask } from './logisticTask';
import type { Ridge } from './ridge';
import { standardOf } from './standardize';

/**
 * Chosen on 2,000 CIFAR-10 images at D = 256: weaker penalties fit the noise of so few images, stronger ones lose
 * accuracy; the same for all tasks and runs.
 */
export const REFIT_L2 = 0.03;
const MAXIMUM_ITERATIONS = 100;
const TOLERANCE = 1e-4;
/**
 * Times the number of images: what a fit may fall short of the optimum, per task and in units of what sampling leaves open. On an
 * untrained network of D = 2048, the hardest case, accuracies then are those of the optimum but for two images in a thousand with 4,000
 * images, a quarter of their standard error, after 20 iterations instead of 60.
 */
const GAIN = 0.12;

export interface ProbeSet {
  features: Tensor2D;
  /** In the order of the data set's tasks. */
  tasks: readonly LogisticTask[];
}

/** Test accuracy per task. Both sets stay the caller's. */
export async function refitProbe(train: ProbeSet, test: ProbeSet): Promise<number[]> {
  return (await refitRight(train, test)).map((right) => countOf(right) / right.length);
}

/** Per task and test image 1 where it is classified right, else 0. `ridge`: of the training features, where there is one. */
export async function refitRight(train: ProbeSet, test: ProbeSet, ridge?: Ridge): Promise<Uint8Array[]> {
  const standard = await standardOf(train.features);
  const options = { l2: REFIT_L2, maximumIterations: MAXIMUM_ITERATIONS, tolerance: TOLERANCE, gain: GAIN / train.features.shape[0] };
  const fit = await fitLogistic(train.features, train.tasks, standard, options, ridge);
  const logits = logitsOf(test.features, fit);
  try {
    return await rightOnes(logits, test.tasks);
  } finally {
    logits.dispose();
  }
}
