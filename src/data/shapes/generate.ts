/** The generated data set: 32×32 scenes drawn from a seed, with six independent downstream tasks. */
import { randomStream } from '../../random/stream';
import { IMAGE_BYTES, type Dataset, type ImageSet } from '../dataset';
import { drawFactors, shapeTasks } from './factors';
import { sceneRenderer } from './render';
import { drawScene } from './scene';

/** Training and test images come from streams of their own, whose addresses never coincide; a test looks for equal images. */
const splits = { train: 0, test: 1 } as const;

/** Per channel, of 20,000 images over four seeds, values scaled to 0…1; see README.md. */
const MEAN = [0.435, 0.435, 0.435] as const;
const DEVIATION = [0.215, 0.215, 0.215] as const;

/** How many images are drawn between two reports of progress. */
const REPORT_EVERY = 1000;

/** Image `i` of a split depends on the seed and `i` alone: the first 500 of 4,000 images are those of a set of 500. */
export function drawShapes(
  seed: number,
  split: keyof typeof splits,
  count: number,
  onProgress?: (drawn: number) => void,
): ImageSet {
  const pixels = new Uint8Array(count * IMAGE_BYTES);
  const labels = Object.fromEntries(shapeTasks.map(({ name }) => [name, new Uint8Array(count)]));
  const render = sceneRenderer();
  for (let image = 0; image < count; image++) {
    const random = randomStream(seed, 'shapes', splits[split], image);
    const factors = drawFactors(random);
    for (const { name } of shapeTasks) labels[name]![image] = factors[name];
    render(drawScene(factors, random), random, pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES));
    if ((image + 1) % REPORT_EVERY === 0) onProgress?.(image + 1);
  }
  return { count, pixels, labels };
}

export function shapesDataset(seed: number, trainImages: number, testImages: number, onProgress?: (share: number) => void): Dataset {
  const total = trainImages + testImages;
  const train = drawShapes(seed, 'train', trainImages, (drawn) => onProgress?.(drawn / total));
  const test = drawShapes(seed, 'test', testImages, (drawn) => onProgress?.((trainImages + drawn) / total));
  return { name: 'shapes', tasks: shapeTasks, train, test, mean: MEAN, deviation: DEVIATION };
}
