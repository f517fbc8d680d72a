/** From an experiment's `data`, `images` and `seed` to images in memory. Runs in the training worker. */
import type { Experiment } from '../experiment/fields';
import { cifarFormats } from './cifar/format';
import { DataMissing, loadCifar } from './cifar/load';
import type { Dataset } from './dataset';
import { imageSources } from './library/sources';
import type { ImageSource } from './library/source';
import { shapesDataset } from './shapes/generate';

export { DataMissing };

/** Test images of the generated set; sampling error at 60 % is then ±1.1 points. */
export const SHAPES_TEST_IMAGES = 2000;

export type DataRequest = Pick<Experiment, 'data' | 'images' | 'seed'>;

/**
 * At most `images` training images, fewer where the files hold fewer, and test images that are never among them.
 * Throws DataMissing, or an ImageFileError where a file is not what its name says.
 */
export async function loadDataset(
  { data, images, seed }: DataRequest,
  onProgress?: (share: number) => void,
  sources: () => Promise<readonly ImageSource[]> = imageSources,
): Promise<Dataset> {
  switch (data) {
    case 'shapes':
      return shapesDataset(seed, images, SHAPES_TEST_IMAGES, onProgress);
    case 'cifar10':
    case 'cifar100':
      return loadCifar(cifarFormats[data], images, await sources(), onProgress);
    case 'own':
      throw new DataMissing('Images of your own cannot be used for pretraining yet. Choose the generated shapes or CIFAR.');
  }
}

/** Equal for requests that give the same images now: the seed draws shapes only, and dropped or removed files count. */
export async function datasetKey({ data, images, seed }: DataRequest): Promise<string> {
  if (data === 'shapes' || data === 'own') return `${data} ${images} ${seed}`;
  const places = await imageSources();
  const files = await Promise.all(places.map((place) => place.list(cifarFormats[data].folder)));
  return `${data} ${images} ${JSON.stringify(files)}`;
}
