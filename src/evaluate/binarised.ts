/**
 * The binarised probe: what can be read from which units fire alone. Features become 1 where they are above 0 and 0
 * elsewhere; then the refit probe as it is.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { refitProbe, type ProbeSet } from './refitProbe';

/** [n, D] of zeros and ones, a copy that the caller frees. */
export function binarised(features: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.step(features));
}

/** Test accuracy per task. Both sets stay the caller's; their copies take as much memory again. */
export async function binarisedProbe(train: ProbeSet, test: ProbeSet): Promise<number[]> {
  const [ofTrain, ofTest] = [binarised(train.features), binarised(test.features)];
  try {
    return await refitProbe({ ...train, features: ofTrain }, { ...test, features: ofTest });
  } finally {
    tf.dispose([ofTrain, ofTest]);
  }
}
