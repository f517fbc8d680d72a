/** Accuracies are shown with their standard error, and differences on the same images with the paired one. */
import { expect, test } from 'vitest';
import { gainError, samplingError } from '../../src/record/effects';
import { packBits } from '../../src/train/bits';
import { changeWords } from '../../src/ui/library/outcome';
import { formatShare } from '../../src/ui/text/format';

const IMAGES = 1000;
const end = (isRight: (image: number) => boolean) => {
  const ones = Uint8Array.from({ length: IMAGES }, (_, image) => Number(isRight(image)));
  return { testImages: IMAGES, correct: { shape: ones.reduce((sum, one) => sum + one, 0) }, right: { shape: packBits(ones) } };
};

test('the error of a gain is that of the images on which the two differ', () => {
  const untrained = end((image) => image < 300);
  const trained = end((image) => image < 400);
  // 100 images more and none less: √(100 − 100²/1000)/1000.
  expect(gainError(untrained, trained, 'shape')).toBeCloseTo(Math.sqrt(90) / IMAGES, 10);
  expect(gainError(untrained, end((image) => image >= 600), 'shape')).toBeCloseTo(Math.sqrt(700 - 100 ** 2 / IMAGES) / IMAGES, 10);
});

test('without knowing which images were right it is the larger one of two samples', () => {
  const blind = (share: number) => ({ testImages: IMAGES, correct: { shape: share * IMAGES }, right: {} });
  expect(gainError(blind(0.3), blind(0.4), 'shape')).toBeCloseTo(Math.hypot(samplingError(0.3, IMAGES), samplingError(0.4, IMAGES)), 10);
  expect(gainError(blind(0.3), { ...blind(0.4), testImages: 500 }, 'shape')).toBeNull();
});

test('in words', () => {
  const measured = { untrained: { shape: 0.3 }, refit: { shape: 0.45 }, step: 9, gainErrors: { shape: 0.0087 } };
  expect(changeWords(measured, 'shape')).toBe('30.0\u202f% → 45.0\u202f%, +15.0 ± 0.9 points');
  expect(formatShare(0.412, 0.0078)).toBe('41.2 ± 0.8\u202f%');
});
