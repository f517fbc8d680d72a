import * as tf from '@tensorflow/tfjs-core';
import type { PretextMethod } from './method';
import { agreement } from './prediction';

/**
 * SimSiam (Chen and He 2020, arXiv 2011.10566): a predictor foresees what the network itself makes of the other view, and no
 * gradient goes through what is foreseen. Loss = −cosine, mean of both directions and over images.
 */
export const simsiam: PretextMethod = {
  label: 'SimSiam',
  summary: 'Predict what the network itself makes of the other view, which counts as given. No image is pushed away.',
  parts: ['similarity', 'deviation'],
  loss(input) {
    const { similarity, deviation } = agreement(input);
    return { total: tf.neg(similarity), parts: { similarity, deviation } };
  },
};
