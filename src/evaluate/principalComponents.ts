/** Principal components: the coordinates along which features vary most, as a picture or as input for one. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { leadingDirections } from './leadingDirections';

/** The error of a direction falls by the ratio of its variance to the eleventh after it, squared, each time. */
const ITERATIONS = 10;

export interface PrincipalComponents {
  /** [n, wanted]: centred features along each component; 0 along those that rows or units are too few for. */
  places: Float32Array<ArrayBuffer>;
  /** [wanted]: share of the whole variance, largest first; 0 where nothing varies. */
  shares: number[];
}

/** Features minus their mean, [n, D], which the caller frees. */
function centred(features: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.sub(features, tf.mean(features, 0, true)));
}

async function totalSquares(x: Tensor2D): Promise<number> {
  const sums = tf.tidy(() => tf.sum(tf.square(x), 1));
  const values = (await sums.data()) as Float32Array;
  sums.dispose();
  return values.reduce((total, value) => total + value, 0);
}

/** −1 or 1, so that the coordinate of largest size, the first of such, is positive: a component's sign is arbitrary. */
function signOf(scores: Float64Array, component: number, count: number): number {
  let most = 0;
  for (let at = component; at < scores.length; at += count) if (Math.abs(scores[at]!) > Math.abs(most)) most = scores[at]!;
  return most < 0 ? -1 : 1;
}

/** The first `wanted` components of features [n, D], which stay the caller's. Equal features give equal components, signs included. */
export async function principalComponents(features: Tensor2D, wanted: number): Promise<PrincipalComponents> {
  const x = centred(features);
  try {
    const { squares, scores } = await leadingDirections(x, wanted, ITERATIONS);
    const total = await totalSquares(x);
    const signs = Array.from(squares, (_, component) => signOf(scores, component, wanted));
    return {
      places: Float32Array.from(scores, (score, at) => signs[at % wanted]! * score),
      shares: Array.from(squares, (square) => (total > 0 ? Math.min(square / total, 1) : 0)),
    };
  } finally {
    x.dispose();
  }
}
