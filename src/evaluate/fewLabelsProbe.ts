/**
 * A linear probe that may see few labels: 1 % or 10 % of those of the probe's training images, as many of each class. Which ones is
 * drawn by the seed, so it is the same at every width; accuracies are means over several draws, since one draw of 50 images moves
 * them by points.
 *
 * With so few rows the penalty decides, and what is right differs with D. So it is chosen by leaving one labelled image out, which
 * ridge regression gives in closed form (leaveOneOut.ts); the refit probe's fixed penalty would favour one width. Features are
 * standardised by all training images, which needs no label.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';
import { randomStream, shuffled } from '../random/stream';
import { fitLeavingOneOut } from './leaveOneOut';
import { accuracies, logitsOf, type LogisticWeights } from './logistic';
import type { LogisticTask } from './logisticTask';
import type { ProbeSet } from './refitProbe';
import { standardOf, type Standard } from './standardize';

export const FEW_SHARES = [0.01, 0.1] as const;
export type FewShare = (typeof FEW_SHARES)[number];

/** Draws that accuracies are the mean of. */
export const FEW_DRAWS = 5;
/** Address of its random numbers among those of probes. */
const STREAM = 8;

/** Rows of one draw: as many of each class, at least one; fewer of a class that has fewer. */
export function drawOfEachClass({ labels, classes }: LogisticTask, share: number, seed: number, draw: number): Int32Array {
  const each = Math.max(1, Math.round((share * labels.length) / classes));
  const taken = new Int32Array(classes);
  return shuffled(labels.length, randomStream(seed, 'probe', STREAM, draw)).filter((row) => taken[labels[row]!]!++ < each);
}

/** Test accuracy per task. Both sets stay the caller's. `breathe` is awaited after every fit. */
export async function fewLabelsProbe(train: ProbeSet, test: ProbeSet, share: number, seed: number, breathe: () => Promise<void>): Promise<number[]> {
  const standard = await standardOf(train.features);
  const shares: number[] = [];
  for (const [place, task] of train.tasks.entries()) {
    let sum = 0;
    for (let draw = 0; draw < FEW_DRAWS; draw++) {
      const fit = await fitOf(train.features, task, drawOfEachClass(task, share, seed, draw), standard);
      const logits = logitsOf(test.features, fit);
      try {
        sum += (await accuracies(logits, [test.tasks[place]!]))[0]!;
      } finally {
        logits.dispose();
      }
      await breathe();
    }
    shares.push(sum / FEW_DRAWS);
  }
  return shares;
}

/** An affine map from features, as they are, to class scores. */
async function fitOf(features: Tensor2D, { labels, classes }: LogisticTask, chosen: Int32Array, { mean, inverse }: Standard): Promise<LogisticWeights> {
  const [rows, gram, centre] = tf.tidy(() => {
    const standardised = tf.mul(tf.sub(tf.gather(features, tf.tensor1d(chosen, 'int32')), tf.tensor1d(Float32Array.from(mean))), tf.tensor1d(Float32Array.from(inverse)));
    const middle = tf.mean(standardised, 0);
    const centred: Tensor2D = tf.sub(standardised, middle);
    return [centred, kernels.multiply(centred, centred, false, true), middle];
  });
  try {
    const { alpha, shares } = fitLeavingOneOut(await gram.data(), Uint8Array.from(chosen, (row) => labels[row]!), classes);
    const ofStandardised = tf.tidy(() => kernels.multiply(tf.tensor2d(Float32Array.from(alpha), [chosen.length, classes]), rows, true, false));
    const values = await ofStandardised.data();
    ofStandardised.dispose();
    const middle = await centre.data();
    const dimensions = mean.length;
    const weights = new Float32Array(values.length);
    const bias = Float64Array.from(shares);
    for (let column = 0; column < classes; column++) {
      for (let unit = 0; unit < dimensions; unit++) {
        const at = column * dimensions + unit;
        weights[at] = values[at]! * inverse[unit]!;
        bias[column]! -= weights[at]! * mean[unit]! + values[at]! * middle[unit]!;
      }
    }
    return { weights, bias };
  } finally {
    tf.dispose([rows, gram, centre]);
  }
}
