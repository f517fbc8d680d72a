import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { kernels, type Joint } from '../../src/engine/kernels';
import { missingWebGpu } from '../support/dawn';
import { describeAgreement } from './support/agreement';
import { drawn, slicesIn, type Draw } from './support/draw';

const missing = await missingWebGpu();

const CASES = 220;

interface Shape {
  images: number;
  height: number;
  width: number;
  channels: number;
}

/** Small maps; of some so many rows that they are reduced in two passes. */
function drawShape({ between, chance, pick }: Draw): Shape {
  if (chance(0.1)) return { images: between(17, 24), height: 16, width: between(13, 17), channels: pick([1, 2, 3, 4, 8]) };
  if (chance(0.1)) return { images: between(1, 3), height: 1, width: 2, channels: pick([257, 300, 1100]) };
  return { images: between(1, 5), height: between(1, 5), width: between(1, 5), channels: between(1, 40) };
}

const mapOf = ({ images, height, width, channels }: Shape) => [images, height, width, channels];

describeAgreement(
  'moments',
  drawn(
    CASES,
    (from) => ({ ...drawShape(from), mean: from.pick([0, 1, 1000]), runs: from.chance(0.8), apart: from.chance(0.1) }),
    ({ mean, runs, apart, ...shape }, from) => {
      const x = from.normal(mapOf(shape), mean);
      const { offsets, size } = from.places(2, shape.channels);
      const [vector, other] = [from.normal([size], 1, 0.2), from.normal([size], 1, 0.2)];
      const [means, variances] = [slicesIn(vector, offsets, shape.channels)[0]!, slicesIn(apart ? other : vector, offsets, shape.channels)[1]!];
      const moments = kernels.moments(x, 1e-5, runs ? { mean: means, variance: variances, momentum: 0.1 } : null);
      return [...rowsOf(moments), vector, other];
    },
  ),
  missing,
);

/** Rows of a [2, c], whose scales differ. */
function rowsOf(moments: Tensor): Tensor[] {
  return tf.unstack(moments);
}

describeAgreement(
  'sumRows',
  drawn(CASES, drawShape, (shape, from) => {
    const x = from.normal(mapOf(shape));
    const { offsets, size } = from.places(1, shape.channels);
    const vector = from.normal([size]);
    kernels.sumRows(x, slicesIn(vector, offsets, shape.channels)[0]!);
    return [vector];
  }),
  missing,
);

interface JointGiven extends Shape {
  second: 'nothing' | 'residual' | 'term';
  relu: boolean;
  /** γ and β in a vector each. */
  apart: boolean;
}

const drawJoint = (from: Draw): JointGiven => ({
  ...drawShape(from),
  second: from.pick(['nothing', 'residual', 'term']),
  relu: from.chance(0.7),
  apart: from.chance(0.1),
});

/** Of coarse numbers: what decides at the ReLU is exact in float32, so that no mask depends on rounding. */
function jointOf({ second, relu, apart, ...shape }: JointGiven, from: Draw): Joint<Tensor> {
  const { channels } = shape;
  const { offsets, size } = from.places(4, channels);
  const vectors = offsets.map(() => from.coarse([size], 2, 0.25));
  const slices = offsets.map((offset, index) => ({ vector: vectors[apart ? index : 0]!, offset, length: channels }));
  const term = (index: number) => ({
    x: from.coarse(mapOf(shape), 4, 0.125),
    moments: tf.concat([from.coarse([1, channels], 1, 0.25), tf.pow(2, from.coarse([1, channels], 1, 1))]),
    gamma: slices[2 * index]!,
    beta: slices[2 * index + 1]!,
  });
  return {
    terms: second === 'term' ? [term(0), term(1)] : [term(0)],
    residual: second === 'residual' ? from.coarse(mapOf(shape), 4, 0.125) : null,
    relu,
  };
}

describeAgreement('join', drawn(CASES, drawJoint, (given, from) => [kernels.join(jointOf(given, from))]), missing);

/** Columns of a matrix [images, all] of which a pooled joint takes some. */
function columnsOf({ images, channels }: Shape, from: Draw) {
  const start = from.between(0, 5);
  return { matrix: from.normal([images, start + channels + from.between(0, 5)]), from: start, count: channels };
}

describeAgreement(
  'joinPooled',
  drawn(CASES, drawJoint, (given, from) => {
    const joint = jointOf(given, from);
    const columns = columnsOf(given, from);
    kernels.joinPooled(joint, columns);
    return [columns.matrix];
  }),
  missing,
);

describeAgreement(
  'joinBackward',
  drawn(
    CASES,
    (from) => ({ ...drawJoint(from), pooled: from.chance(0.4), gradientsApart: from.chance(0.1) }),
    ({ pooled, gradientsApart, ...given }, from) => {
      const joint = jointOf(given, from);
      const { offsets, size } = from.places(4, given.channels);
      const vectors = offsets.map(() => from.normal([size]));
      const into = joint.terms.map((_, term) => {
        const slice = (index: number) => ({ vector: vectors[gradientsApart ? index : 0]!, offset: offsets[index]!, length: given.channels });
        return { gamma: slice(2 * term), beta: slice(2 * term + 1) };
      });
      const dy = pooled ? columnsOf(given, from) : from.normal(mapOf(given));
      return [...kernels.joinBackward(joint, dy, into), ...vectors];
    },
  ),
  missing,
);
