import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { kernels } from '../../src/engine/kernels';
import { missingWebGpu } from '../support/dawn';
import { describeAgreement } from './support/agreement';
import { drawn, type Draw } from './support/draw';

const missing = await missingWebGpu();

const CASES = 200;

interface Shape {
  images: number;
  columns: number;
  /** Of the difference between the two views of an image, whose own deviation is 1. */
  apart: number;
}

/** A few of more rows than a workgroup has threads, or of more columns. */
function drawShape(fewest: number, { between, chance, pick }: Draw): Shape {
  const apart = pick([0.01, 0.3, 1]);
  if (chance(0.05)) return { images: between(33, 80), columns: between(1, 10), apart };
  if (chance(0.05)) return { images: between(fewest, 5), columns: between(65, 150), apart };
  return { images: between(fewest, 12), columns: between(1, 24), apart };
}

/** The second views follow the first ones. */
function embedding({ images, columns, apart }: Shape, from: Draw, mean: number): Tensor {
  const first = from.normal([images, columns], mean);
  return tf.concat([first, tf.add(first, from.normal([images, columns], 0, apart))], 0);
}

describeAgreement(
  'ntXent',
  drawn(
    CASES,
    (from) => ({ ...drawShape(1, from), temperature: from.pick([0.1, 0.2, 0.5, 1]), zeros: from.chance(0.1) }),
    ({ temperature, zeros, ...shape }, from) => {
      const z = embedding(shape, from, 0.5);
      // The first row of zeros, as behind a ReLU.
      const kept = zeros ? tf.concat([tf.zeros([1, shape.columns]), tf.slice(z, [1, 0])], 0) : z;
      return kernels.ntXent(kept, temperature);
    },
  ),
  missing,
);

describeAgreement('vicreg', drawn(CASES, (from) => drawShape(2, from), (shape, from) => kernels.vicreg(embedding(shape, from, 0.5))), missing);

// Of two images, a normalised column is ±1 whatever it was, and the gradient is what rounding leaves.
describeAgreement('barlow', drawn(CASES, (from) => drawShape(3, from), (shape, from) => kernels.barlow(embedding(shape, from, 0.5))), missing);

describeAgreement(
  'softmaxError',
  drawn(
    CASES,
    (from) => ({ images: from.between(1, 90), views: from.between(1, 2), classes: Array.from({ length: from.between(1, 9) }, () => from.between(1, 12)), scale: from.pick([1, 50]) }),
    ({ images, views, classes, scale }, from) => {
      const logits = from.normal([images * views, classes.reduce((sum, count) => sum + count, 0)], 0, scale);
      const labels = classes.flatMap((count) => Array.from({ length: images }, () => from.between(0, count - 1)));
      const offset = from.between(0, 5);
      const vector = tf.tensor1d([...Array.from({ length: offset }, () => 99), ...labels]);
      return [kernels.softmaxError(logits, { vector, offset, length: labels.length }, images, classes)];
    },
  ),
  missing,
);
