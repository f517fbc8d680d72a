/**
 * The refit probe: features of clean training images from the frozen network, standardised, and a logistic regression
 * fitted to them from scratch, judged on clean test images. Comparable between step 0 and later, between widths and between runs.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { accuracies, fitLogistic, logitsOf, withBias, type LogisticTask } from './logistic';
import { momentsOf, standardize, standardOf } from './standardize';

/**
 * Chosen on 2,000 CIFAR-10 images at D = 256: weaker penalties fit the noise of so few images, stronger ones lose
 * accuracy; the same for all tasks and runs.
 */
export const REFIT_L2 = 0.03;
const MAXIMUM_ITERATIONS = 100;
/** On standardised features accuracies no longer move at this gradient. */
const TOLERANCE = 1e-3;

export interface ProbeSet {
  features: Tensor2D;
  /** In the order of the data set's tasks. */
  tasks: readonly LogisticTask[];
}

/** Test accuracy per task. Both sets stay the caller's. */
export async function refitProbe(train: ProbeSet, test: ProbeSet): Promise<number[]> {
  const moments = momentsOf(train.features);
  const standard = standardOf(moments);
  const x = standardize(train.features, standard);
  const queries = standardize(test.features, standard);
  const withOnes = withBias(queries);
  try {
    const fit = await fitLogistic(x, train.tasks, { l2: REFIT_L2, maximumIterations: MAXIMUM_ITERATIONS, tolerance: TOLERANCE });
    const logits = logitsOf(withOnes, fit);
    const shares = await accuracies(logits, test.tasks);
    logits.dispose();
    return shares;
  } finally {
    for (const tensor of [moments.mean, moments.variance, standard.inverse, x, queries, withOnes]) tensor.dispose();
  }
}
