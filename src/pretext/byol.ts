import * as tf from '@tensorflow/tfjs-core';
import type { PretextMethod } from './method';
import { agreement } from './prediction';

/** τ at the first step. */
const FIRST_TAU = 0.99;

/**
 * 1 − τ of a step (counted from 1) of so many: what the moving average takes over from the trained network. τ rises from 0.99
 * to 1 by a cosine. The paper begins at 0.996 for runs of 100,000 steps; its average must also keep up in runs of a few
 * hundred.
 */
export function averageShare(step: number, steps: number): number {
  return ((1 - FIRST_TAU) * (Math.cos((Math.PI * step) / steps) + 1)) / 2;
}

/**
 * BYOL (Grill et al. 2020, arXiv 2006.07733): a predictor foresees what a moving average of the network makes of the other
 * view. Loss = 2 − 2 · cosine, of both directions added, mean over images.
 */
export const byol: PretextMethod = {
  label: 'BYOL',
  summary: 'Predict what a slowly following copy of the network makes of the other view. No image is pushed away.',
  parts: ['similarity', 'deviation'],
  loss(input) {
    const { similarity, deviation } = agreement(input);
    return { total: tf.sub(4, tf.mul(similarity, 4)), parts: { similarity, deviation } };
  },
};
