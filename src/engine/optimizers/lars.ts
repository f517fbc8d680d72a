import * as tf from '@tensorflow/tfjs-core';
import { kernels } from '../kernels';
import type { LarsConstants } from '../kernels/kernels';
import type { Optimizer } from './optimizer';

/** Tensors of the flat vector, in order. */
export type Shapes = readonly { readonly shape: readonly number[] }[];

/**
 * LARS (You et al. 2017, arXiv 1708.03888) with solo-learn's conventions: tensors of rank 1 are neither decayed nor adapted, and
 * the learning rate multiplies the momentum buffer.
 */
export function lars(settings: Pick<LarsConstants, 'weightDecay'> & Partial<LarsConstants>, shapes: Shapes): Optimizer {
  const constants: LarsConstants = { momentum: 0.9, trust: 0.02, epsilon: 1e-8, ...settings };
  let offset = 0;
  const rows = shapes.flatMap(({ shape }) => {
    const length = shape.reduce((product, side) => product * side, 1);
    const row = [offset, length, shape.length > 1 ? 1 : 0];
    offset += length;
    return row;
  });
  const segments = tf.keep(tf.tensor2d(rows, [shapes.length, 3], 'int32'));
  return {
    slots: 1,
    scalars: (_, learningRate) => [learningRate],
    update: (parameters, gradient, [velocity], scalars) => kernels.lars(parameters, gradient, velocity!, segments, constants, scalars),
    dispose: () => segments.dispose(),
  };
}
