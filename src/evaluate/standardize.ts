/**
 * Mean and deviation per unit, by which probes standardise features. Where a probe is linear, it takes the standard into its
 * weights instead of copying the features, which may fill a sixth of the memory that WebAssembly has.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { FeaturesNotFinite } from '../engine/failures';
import { kernels } from '../engine/kernels';
import { asPixels } from '../model/linear';

/** Deviation up to which a unit counts as dead. */
const DEVIATION_FLOOR = 1e-6;
/** And the same as a share of its mean: what deviates less is rounding of float32. */
const RELATIVE_FLOOR = 1e-6;
/** Keeps 1/√(variance + ε) finite, far below the floor. */
const EPSILON = 1e-20;

export interface Standard {
  /** [D]. */
  mean: Float64Array;
  /** [D]: 1/deviation; 0 for a dead unit, which so says nothing. */
  inverse: Float64Array;
}

/** Of the columns of [n, D]; nothing of the features' size is made. Throws `FeaturesNotFinite`. */
export async function standardOf(features: Tensor2D): Promise<Standard> {
  const dimensions = features.shape[1];
  const x = asPixels(features);
  const moments = kernels.moments(x, EPSILON, null);
  x.dispose();
  const values = await moments.data();
  moments.dispose();
  if (!values.every(Number.isFinite)) throw new FeaturesNotFinite();
  const mean = Float64Array.from(values.subarray(0, dimensions));
  const inverse = Float64Array.from(values.subarray(dimensions), (value, unit) => {
    const deviation = 1 / value;
    return deviation <= Math.max(DEVIATION_FLOOR, RELATIVE_FLOOR * Math.abs(mean[unit]!)) ? 0 : value;
  });
  return { mean, inverse };
}

/** The standard of features that are used as they are. */
export function asTheyAre(dimensions: number): Standard {
  return { mean: new Float64Array(dimensions), inverse: new Float64Array(dimensions).fill(1) };
}
