import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { kernels } from '../../src/engine/kernels';
import { missingWebGpu } from '../support/dawn';
import { describeAgreement } from './support/agreement';
import { drawn, type Draw } from './support/draw';

const missing = await missingWebGpu();

const CASES = 200;
const WORDS = 768;

/** Any bytes; some images grey, whose hue is nowhere, and some plain. */
function image(from: Draw): number[] {
  const kind = from.pick(['any', 'any', 'any', 'grey', 'plain']);
  const plane = Array.from({ length: WORDS / 3 }, () => from.random.word() | 0);
  if (kind === 'grey') return [...plane, ...plane, ...plane];
  if (kind === 'plain') return Array.from({ length: WORDS }, () => plane[0]!);
  return Array.from({ length: WORDS }, () => from.random.word() | 0);
}

function view({ between, chance, pick, random }: Draw): number[] {
  const [height, width] = [pick([1, 32, between(2, 31)]), pick([1, 32, between(2, 31)])];
  const colours = chance(0.2) ? [1, 1, 1, 0] : [random.between(0.2, 1.8), random.between(0.2, 1.8), random.between(0.2, 1.8), random.between(-0.5, 0.5)];
  return [between(0, 32 - height), between(0, 32 - width), height, width, between(0, 1), ...colours, Number(chance(0.2))];
}

/** Numbers behind others that are not theirs. */
function behind(offset: number, values: number[]) {
  return { vector: tf.tensor1d([...Array.from({ length: offset }, () => 7), ...values]) as Tensor, offset, length: values.length };
}

describeAgreement(
  'augment',
  drawn(
    CASES,
    ({ between, chance }) => ({ images: between(1, 3), views: between(1, 4), offset: between(0, 5), raw: chance(0.3) }),
    ({ images, views, offset, raw }, from) => {
      const pixels = tf.tensor2d(Array.from({ length: images }, () => image(from)), [images, WORDS], 'int32');
      const shown = behind(offset, Array.from({ length: views }, () => from.between(0, images - 1)));
      const drawnViews = behind(5 - offset, Array.from({ length: views }, () => view(from)).flat());
      const [mean, deviation] = raw ? [[0, 0, 0], [1, 1, 1]] : [[0.49, 0.48, 0.45], [0.25, 0.24, 0.26]]; // prettier-ignore
      return [kernels.augment(pixels, shown, drawnViews, views, mean, deviation)];
    },
  ),
  missing,
);
