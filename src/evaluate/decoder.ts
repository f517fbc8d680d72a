/**
 * What can be rebuilt of images from their features by a linear map: ridge regression in closed form from standardised features to
 * 16×16 RGB, fitted to training images and judged on test images. It says as much of a representation as a linear probe does, as a picture.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { IMAGE_SIDE } from '../data/dataset';
import { folded, logitsOf } from './logistic';
import type { Ridge } from './ridge';

/** Half the side of the images: finer detail does not survive pooling, and would cost four times as much. */
export const DECODED_SIDE = 16;
const PIXELS = DECODED_SIDE ** 2;
const POOLED = IMAGE_SIDE / DECODED_SIDE;
/** Luminance and two colour differences. */
const PLANES = 3;
/**
 * n·p: what a weight costs against the summed error of n images. It is the ratio of the variance of what cannot be explained to that of the
 * weights, so it depends on neither n nor D. With 4,000 images it is a third of the variance of one unit, which happens to be where the
 * curvature of a probe of ten classes meets the probe's own penalty (0.03 / 0.09).
 */
export const DECODER_PENALTY = 4_000 / 3;

/** Pictures that are shown. */
export const DECODED_PICTURES = 6;

/**
 * Rows: luminance, red against blue, green against both. Orthonormal, so that squared errors add up to those of RGB and luminance and
 * colour can be told apart.
 */
const BASIS: readonly (readonly [number, number, number])[] = [
  [1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)],
  [1 / Math.sqrt(2), 0, -1 / Math.sqrt(2)],
  [1 / Math.sqrt(6), -2 / Math.sqrt(6), 1 / Math.sqrt(6)],
];

/** Images as data sets hold them: planar bytes. */
export interface PixelSource {
  pixels: Uint8Array;
  indices: ArrayLike<number>;
}

export interface Decoded {
  /** 1 − error/variance over the test images, the variance around the mean of the training images. */
  luminance: number;
  colour: number;
  side: number;
  count: number;
  /** [count, side, side, 3]: what the first test images come back as. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * `ridge`: of the features of the training images, whose first ones it has seen. `test`: features of the test images, which stay the
 * caller's.
 */
export async function decode(ridge: Ridge, train: PixelSource, test: Tensor2D, judged: PixelSource): Promise<Decoded> {
  const targets = targetsOf(train, ridge.rows);
  const mean = centre(targets, ridge.rows);
  const weights = await ridge.fit(targets);
  const columns = PLANES * PIXELS;
  const dimensions = weights.length / columns;
  const point = new Float64Array(columns * (dimensions + 1));
  for (let column = 0; column < columns; column++) {
    point.set(weights.subarray(column * dimensions, (column + 1) * dimensions), column * (dimensions + 1));
    point[column * (dimensions + 1) + dimensions] = mean[column]!;
  }
  const rows = test.shape[0];
  const rebuilt = logitsOf(test, folded(point, ridge.standard));
  const values = (await rebuilt.data()) as Float32Array;
  rebuilt.dispose();
  const count = Math.min(DECODED_PICTURES, rows);
  return { ...explained(values, targetsOf(judged, rows), mean), side: DECODED_SIDE, count, pixels: picturesOf(values, count) };
}

function explained(rebuilt: Float32Array, targets: Float32Array, mean: Float64Array): { luminance: number; colour: number } {
  const errors = [0, 0];
  const variances = [0, 0];
  for (let at = 0; at < targets.length; at++) {
    const column = at % mean.length;
    const kind = Number(column >= PIXELS);
    errors[kind]! += (targets[at]! - rebuilt[at]!) ** 2;
    variances[kind]! += (targets[at]! - mean[column]!) ** 2;
  }
  const share = (kind: number) => (variances[kind]! > 0 ? 1 - errors[kind]! / variances[kind]! : 0);
  return { luminance: share(0), colour: share(1) };
}

/** [count, 3 planes of 16×16] of the first images: averages over 2×2 pixels, 0 … 1, by `BASIS`. */
function targetsOf({ pixels, indices }: PixelSource, count: number): Float32Array {
  const result = new Float32Array(count * PLANES * PIXELS);
  const plane = IMAGE_SIDE ** 2;
  const scale = 1 / (255 * POOLED ** 2);
  for (let image = 0; image < count; image++) {
    const from = indices[image]! * PLANES * plane;
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      const corner = from + Math.floor(pixel / DECODED_SIDE) * POOLED * IMAGE_SIDE + (pixel % DECODED_SIDE) * POOLED;
      const red = scale * squareAt(pixels, corner);
      const green = scale * squareAt(pixels, corner + plane);
      const blue = scale * squareAt(pixels, corner + 2 * plane);
      let to = image * PLANES * PIXELS + pixel;
      for (const row of BASIS) {
        result[to] = row[0] * red + row[1] * green + row[2] * blue;
        to += PIXELS;
      }
    }
  }
  return result;
}

/** The sum over 2×2 pixels of a plane. */
function squareAt(pixels: Uint8Array, at: number): number {
  return pixels[at]! + pixels[at + 1]! + pixels[at + IMAGE_SIDE]! + pixels[at + IMAGE_SIDE + 1]!;
}

/** Takes the mean of the rows from them and returns it. */
function centre(values: Float32Array, rows: number): Float64Array {
  const columns = values.length / rows;
  const mean = new Float64Array(columns);
  for (let from = 0; from < values.length; from += columns) for (let column = 0; column < columns; column++) mean[column]! += values[from + column]! / rows;
  for (let from = 0; from < values.length; from += columns) for (let column = 0; column < columns; column++) values[from + column]! -= mean[column]!;
  return mean;
}

/** RGB bytes, pixel by pixel. */
function picturesOf(values: Float32Array, count: number): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray(count * PIXELS * 3);
  for (let image = 0; image < count; image++) {
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        const value = BASIS.reduce((sum, row, of) => sum + row[channel]! * values[(image * PLANES + of) * PIXELS + pixel]!, 0);
        result[(image * PIXELS + pixel) * 3 + channel] = 255 * value;
      }
    }
  }
  return result;
}

/** The first images as they are, [count, 32, 32, 3] RGB bytes. */
export function originalsOf({ pixels, indices }: PixelSource, count: number): Uint8ClampedArray<ArrayBuffer> {
  const plane = IMAGE_SIDE ** 2;
  const result = new Uint8ClampedArray(count * plane * 3);
  for (let image = 0; image < count; image++) {
    for (let at = 0; at < 3 * plane; at++) result[image * 3 * plane + (at % plane) * 3 + Math.floor(at / plane)] = pixels[indices[image]! * 3 * plane + at]!;
  }
  return result;
}
