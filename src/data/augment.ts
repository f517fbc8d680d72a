/**
 * Augmentation on the device, for a whole batch of views at once: resized crop with mirror, then brightness, contrast,
 * saturation, hue and grayscale, in that order and as torchvision defines each on float images. What happens to which
 * view is drawn elsewhere (views.ts).
 *
 * Works on planes [n, 1024] of red, green and blue in 0…1, since every colour operation is elementwise over planes.
 * Written with operations that are fast on every backend: no `where`, `stack` or `mod` (10 to 100 times slower on wasm).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { IMAGE_CHANNELS, IMAGE_SIDE, type Dataset } from './dataset';
import type { ViewParameters } from './views';

type Planes = readonly [Tensor2D, Tensor2D, Tensor2D];

const PIXELS = IMAGE_SIDE * IMAGE_SIDE;
/** ITU-R BT.601 luma, with torchvision's digits. */
const LUMA = [0.2989, 0.587, 0.114] as const;
/** Keeps 1/chroma finite for grey pixels, whose hue has no effect. */
const CHROMA_FLOOR = 1e-8;

/**
 * Centres of the 32 output pixels in source pixels, [n · 32]: half-pixel centres, clamped to the crop as bilinear
 * resizing of the cut-out piece clamps them. `mirror` reads the row backwards.
 */
function sampleCentres(start: Float32Array, length: Float32Array, mirror?: Float32Array): Float32Array {
  const centres = new Float32Array(start.length * IMAGE_SIDE);
  for (let image = 0; image < start.length; image++) {
    const size = length[image]!;
    for (let pixel = 0; pixel < IMAGE_SIDE; pixel++) {
      const inCrop = ((pixel + 0.5) * size) / IMAGE_SIDE - 0.5;
      const slot = mirror?.[image] ? IMAGE_SIDE - 1 - pixel : pixel;
      centres[image * IMAGE_SIDE + slot] = start[image]! + Math.min(Math.max(inCrop, 0), size - 1);
    }
  }
  return centres;
}

/** Bilinear weights [n, 1, 32 outputs, 32 sources]: a tent of width 1 around each centre. */
function tentWeights(centres: Float32Array, sourceAxis: 2 | 3): Tensor4D {
  const count = centres.length / IMAGE_SIDE;
  return tf.tidy(() => {
    const sources = tf.range(0, IMAGE_SIDE);
    if (sourceAxis === 3) {
      const distance = tf.abs(tf.sub(tf.tensor2d(centres, [count * IMAGE_SIDE, 1]), tf.reshape(sources, [1, IMAGE_SIDE])));
      return tf.reshape(tf.relu(tf.sub(1, distance)), [count, 1, IMAGE_SIDE, IMAGE_SIDE]);
    }
    const distance = tf.abs(tf.sub(tf.tensor3d(centres, [count, 1, IMAGE_SIDE]), tf.reshape(sources, [1, IMAGE_SIDE, 1])));
    return tf.reshape(tf.relu(tf.sub(1, distance)), [count, 1, IMAGE_SIDE, IMAGE_SIDE]);
  });
}

/** Crop, bilinear resize back to 32×32 and mirror of [n, 3, 32, 32]: one matrix product down, one across. */
export function cropAndResize(images: Tensor4D, parameters: ViewParameters): Tensor4D {
  return tf.tidy(() => {
    const rows = tentWeights(sampleCentres(parameters.top, parameters.height), 3);
    const columns = tentWeights(sampleCentres(parameters.left, parameters.width, parameters.flip), 2);
    return tf.matMul(tf.matMul(rows, images), columns);
  });
}

function column(values: Float32Array): Tensor2D {
  return tf.tensor2d(values, [values.length, 1]);
}

function planesOf(images: Tensor4D): Planes {
  const flat: Tensor2D = tf.reshape(images, [images.shape[0], IMAGE_CHANNELS * PIXELS]);
  const plane = (channel: number): Tensor2D => tf.slice(flat, [0, channel * PIXELS], [-1, PIXELS]);
  return [plane(0), plane(1), plane(2)];
}

/** [n, 32, 32, 3] from planes. */
function interleaved([red, green, blue]: Planes): Tensor4D {
  const planar = tf.reshape(tf.concat([red, green, blue], 1), [-1, IMAGE_CHANNELS, PIXELS]) as Tensor3D;
  return tf.reshape(tf.transpose(planar, [0, 2, 1]), [-1, IMAGE_SIDE, IMAGE_SIDE, IMAGE_CHANNELS]);
}

function map(planes: Planes, change: (plane: Tensor2D, channel: 0 | 1 | 2) => tf.Tensor): Planes {
  return [change(planes[0], 0), change(planes[1], 1), change(planes[2], 2)] as unknown as Planes;
}

function luma([red, green, blue]: Planes): Tensor2D {
  return tf.add(tf.add(tf.mul(red, LUMA[0]), tf.mul(green, LUMA[1])), tf.mul(blue, LUMA[2]));
}

/** clip(amount · plane + (1 − amount) · towards). */
function blend(planes: Planes, towards: Tensor2D, amount: Tensor2D): Planes {
  const rest = tf.mul(towards, tf.sub(1, amount));
  return map(planes, (plane) => tf.clipByValue(tf.add(tf.mul(plane, amount), rest), 0, 1));
}

/** 1 where x ≤ 0, else 0. */
function isNotPositive(x: tf.Tensor): tf.Tensor {
  return tf.sub(1, tf.step(x));
}

/**
 * Turns the hue by `turns` of the colour circle in HSV. With chroma C = max − min and hue h in sixths, a channel is
 * max − C · clip(2 − |k − 2|, 0, 1), k = (n + h) mod 6 and n = 5, 3, 1 for red, green, blue.
 */
function turnHue(planes: Planes, turns: Tensor2D): Planes {
  const [red, green, blue] = planes;
  const highest = tf.maximum(tf.maximum(red, green), blue);
  const lowest = tf.minimum(tf.minimum(red, green), blue);
  const chroma = tf.sub(highest, lowest);
  const isRed = isNotPositive(tf.sub(highest, red));
  const isGreen = tf.mul(tf.sub(1, isRed), isNotPositive(tf.sub(highest, green)));
  const isBlue = tf.sub(tf.sub(1, isRed), isGreen);
  const difference = tf.addN([
    tf.mul(isRed, tf.sub(green, blue)),
    tf.mul(isGreen, tf.sub(blue, red)),
    tf.mul(isBlue, tf.sub(red, green)),
  ]);
  const offset = tf.add(tf.mul(isGreen, 2), tf.mul(isBlue, 4));
  const safeChroma = tf.add(tf.relu(tf.sub(chroma, CHROMA_FLOOR)), CHROMA_FLOOR);
  const sixths = tf.add(tf.add(tf.div(difference, safeChroma), offset), tf.mul(turns, 6));
  const channel = (n: number) => {
    const shifted = tf.add(sixths, n);
    const k = tf.sub(shifted, tf.mul(tf.floor(tf.mul(shifted, 1 / 6)), 6));
    const share = tf.clipByValue(tf.sub(2, tf.abs(tf.sub(k, 2))), 0, 1);
    return tf.sub(highest, tf.mul(chroma, share));
  };
  return [channel(5), channel(3), channel(1)] as unknown as Planes;
}

function changeColours(planes: Planes, parameters: ViewParameters): Planes {
  const brightness = column(parameters.brightness);
  const bright = map(planes, (plane) => tf.clipByValue(tf.mul(plane, brightness), 0, 1));
  const average = tf.mul(tf.matMul(luma(bright), tf.ones([PIXELS, 1])), 1 / PIXELS) as Tensor2D;
  const contrasted = blend(bright, average, column(parameters.contrast));
  const saturated = blend(contrasted, luma(contrasted), column(parameters.saturation));
  const turned = turnHue(saturated, column(parameters.hue));
  const grey = luma(turned);
  const isGrey = column(parameters.grayscale);
  const isColour = tf.sub(1, isGrey);
  return map(turned, (plane) => tf.add(tf.mul(plane, isColour), tf.mul(grey, isGrey)));
}

/** Augmented views [n, 32, 32, 3] in 0…1 of planar images [n, 3, 32, 32] in 0…1. Disposes nothing. */
export function augment(images: Tensor4D, parameters: ViewParameters): Tensor4D {
  return tf.tidy(() => interleaved(changeColours(planesOf(cropAndResize(images, parameters)), parameters)));
}

/** (x − mean) / deviation per channel of [n, 32, 32, 3]. */
export function normalizeImages(images: Tensor4D, { mean, deviation }: Pick<Dataset, 'mean' | 'deviation'>): Tensor4D {
  return tf.tidy(() => tf.mul(tf.sub(images, tf.tensor1d([...mean])), tf.tensor1d(deviation.map((value) => 1 / value))));
}

/** Planar images [n, 3, 32, 32] in 0…1 of the given indices, from planar bytes. */
export function gatherImages(pixels: Uint8Array, indices: ArrayLike<number>): Tensor4D {
  const size = IMAGE_CHANNELS * PIXELS;
  const values = new Float32Array(indices.length * size);
  for (let slot = 0; slot < indices.length; slot++) {
    const from = indices[slot]! * size;
    for (let byte = 0; byte < size; byte++) values[slot * size + byte] = pixels[from + byte]! / 255;
  }
  return tf.tensor4d(values, [indices.length, IMAGE_CHANNELS, IMAGE_SIDE, IMAGE_SIDE]);
}

/** Clean images [n, 32, 32, 3] in 0…1, as probes and inference see them before `normalizeImages`. */
export function cleanImages(planar: Tensor4D): Tensor4D {
  return tf.tidy(() => interleaved(planesOf(planar)));
}
