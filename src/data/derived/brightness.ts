/** How bright an image is, in five classes that hold equally many training images. */

export const brightnessNames = ['very dark', 'dark', 'medium', 'bright', 'very bright'] as const;

/** ITU-R BT.601, in thousandths: whole numbers, so that the sum is the same in whatever order the pixels come. */
const LUMA = [299, 587, 114] as const;

/** Mean luma of a planar image, 0…1. */
export function luminance(image: Uint8Array): number {
  const plane = image.length / LUMA.length;
  let sum = 0;
  LUMA.forEach((share, channel) => {
    for (let at = channel * plane; at < (channel + 1) * plane; at++) sum += share * image[at]!;
  });
  return sum / (1000 * 255 * plane);
}

/** The `classes − 1` values that cut the sorted values into equally many each. */
export function quantiles(values: Float64Array, classes: number): number[] {
  const sorted = values.toSorted();
  return Array.from({ length: classes - 1 }, (_, cut) => sorted[Math.floor(((cut + 1) * sorted.length) / classes)]!);
}

/** How many of the ascending thresholds a value reaches. */
export function classByThresholds(value: number, thresholds: readonly number[]): number {
  return thresholds.filter((threshold) => value >= threshold).length;
}
