import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { kernels, type Slice } from '../../src/engine/kernels';
import { missingWebGpu } from '../support/dawn';
import { describeAgreement } from './support/agreement';
import { drawn, type Draw } from './support/draw';

const missing = await missingWebGpu();

const CASES = 200;
const STEPS = 3;

/** A few long enough for several workgroups. */
const drawLength = (from: Draw) => (from.chance(0.1) ? from.between(1000, 20_000) : from.between(1, 200));

/** Numbers of a step somewhere in a vector. */
function scalarsOf(values: readonly number[], from: Draw): Slice<Tensor> {
  const offset = from.between(0, 5);
  return { vector: tf.tensor1d([...Array.from({ length: offset }, () => 9), ...values, 9]), offset, length: values.length };
}

function eachStep(length: number, from: Draw, update: (gradient: Tensor, step: number) => void): void {
  for (let step = 1; step <= STEPS; step++) update(from.normal([length]), step);
}

describeAgreement(
  'sgd',
  drawn(
    CASES,
    (from) => ({ length: drawLength(from), weightDecay: from.pick([0, 0.01]), momentum: from.pick([0, 0.9]), nesterov: from.chance(0.5) }),
    ({ length, ...constants }, from) => {
      const [parameters, velocity] = [from.normal([length]), from.normal([length])];
      eachStep(length, from, (gradient) => kernels.sgd(parameters, gradient, velocity, constants, scalarsOf([0.1], from)));
      return [parameters, velocity];
    },
  ),
  missing,
);

describeAgreement(
  'adamw',
  drawn(
    CASES,
    (from) => ({ length: drawLength(from), weightDecay: from.pick([0, 0.1]), beta1: 0.9, beta2: from.pick([0.99, 0.999]), epsilon: 1e-8 }),
    ({ length, ...constants }, from) => {
      const [parameters, mean, square] = [from.normal([length]), tf.zeros([length]), tf.zeros([length])];
      eachStep(length, from, (gradient, step) => {
        const corrections = [1 / (1 - constants.beta1 ** step), 1 / Math.sqrt(1 - constants.beta2 ** step)];
        kernels.adamw(parameters, gradient, mean, square, constants, scalarsOf([0.01, ...corrections], from));
      });
      return [parameters, mean, square];
    },
  ),
  missing,
);

describeAgreement(
  'follow',
  drawn(
    CASES,
    (from) => ({ length: drawLength(from), share: from.pick([0, 0.01, 0.3, 1]), before: from.between(0, 9), behind: from.between(0, 9) }),
    ({ length, share, before, behind }, from) => {
      const average = { vector: from.normal([before + length + behind]), offset: before, length };
      const values = { vector: from.normal([behind + length]), offset: behind, length };
      for (let step = 1; step <= STEPS; step++) kernels.follow(average, values, scalarsOf([share], from));
      return [average.vector];
    },
  ),
  missing,
);

/** Tensors end to end in a flat vector, some of rank 1, some of zeros, some so long that several workgroups share them. */
function drawTensors(from: Draw): number[][] {
  return Array.from({ length: from.between(1, 6) }, () => [drawLength(from), from.between(0, 1)]);
}

describeAgreement(
  'lars',
  drawn(
    CASES,
    (from) => ({ tensors: drawTensors(from), weightDecay: from.pick([0, 0.01]), momentum: 0.9, trust: 0.02, zeros: from.chance(0.2) }),
    ({ tensors, zeros, ...constants }, from) => {
      const lengths = tensors.map(([length]) => length!);
      const size = lengths.reduce((sum, length) => sum + length, 0);
      const offsets = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
      const segments = tf.tensor2d(tensors.map(([length, isMatrix], index) => [offsets[index]!, length!, isMatrix!]), undefined, 'int32');
      const [parameters, velocity] = [zeros ? tf.zeros([size]) : from.normal([size]), from.normal([size])];
      eachStep(size, from, (gradient) => kernels.lars(parameters, gradient, velocity, segments, { ...constants, epsilon: 1e-8 }, scalarsOf([0.4], from)));
      return [parameters, velocity];
    },
  ),
  missing,
);
