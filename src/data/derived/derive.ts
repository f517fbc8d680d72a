/**
 * Tasks that need no labels, from any images: which hue dominates, how bright an image is, and by which quarter turn it was
 * rotated. Each image is turned by a drawn quarter turn; hue and brightness are the same whichever was drawn.
 */
import { randomStream } from '../../random/stream';
import { IMAGE_BYTES, type Dataset, type ImageSet, type Task } from '../dataset';
import { brightnessNames, classByThresholds, luminance, quantiles } from './brightness';
import { dominantHue, hueNames } from './dominantHue';
import { turnInto, turnNames } from './quarterTurn';

export const derivedTasks: readonly Task[] = [
  { name: 'dominant-hue', classNames: hueNames },
  { name: 'brightness', classNames: brightnessNames },
  { name: 'quarter-turn', classNames: turnNames },
];

const splits = { train: 0, test: 1 } as const;

/** The same images, turned, with the derived tasks in place of their own. An image's turn depends on seed, split and place. */
export function withDerivedTasks(dataset: Dataset, seed: number): Dataset {
  const thresholds = quantiles(luminances(dataset.train), brightnessNames.length);
  const derived = (split: keyof typeof splits) => derivedImages(dataset[split], seed, splits[split], thresholds);
  return { ...dataset, tasks: derivedTasks, train: derived('train'), test: derived('test') };
}

function derivedImages(set: ImageSet, seed: number, split: number, thresholds: readonly number[]): ImageSet {
  const { count } = set;
  const pixels = new Uint8Array(count * IMAGE_BYTES);
  const turns = new Uint8Array(count);
  const hues = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    const original = set.pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES);
    turns[image] = randomStream(seed, 'turns', split, image).below(turnNames.length);
    hues[image] = dominantHue(original);
    turnInto(pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES), original, turns[image]!);
  }
  const brightness = Uint8Array.from(luminances(set), (value) => classByThresholds(value, thresholds));
  return { count, pixels, labels: { 'dominant-hue': hues, brightness, 'quarter-turn': turns } };
}

function luminances({ count, pixels }: ImageSet): Float64Array {
  return Float64Array.from({ length: count }, (_, image) => luminance(pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES)));
}
