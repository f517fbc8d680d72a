/** Own images from the first place that has some. */
import { DataMissing } from '../dataMissing';
import type { Dataset } from '../dataset';
import type { ImageSource } from '../library/source';
import { MOST_TEST_IMAGES } from './bounds';
import { decodeImage } from './decode';
import { checkedImages, ownDataset, type OwnImages, withoutSmallClasses } from './ownDataset';
import { readPacked } from './packed';
import { ownPlace, PACKED_FILE, PACKED_FOLDER, PLAIN_FOLDER } from './places';
import type { FolderPlan } from './plan';
import { readImages, type Reader } from './readImages';

/** At most `images` training images. Throws DataMissing, DamagedImages, UnusableFolder. */
export async function loadOwn(images: number, sources: readonly ImageSource[], onProgress?: (share: number) => void): Promise<Dataset> {
  for (const source of sources) {
    const place = await ownPlace(source);
    if (place?.kind === 'packed') return ownDataset(await readPacked(await source.open(PACKED_FOLDER, PACKED_FILE), images));
    if (place?.kind === 'plain') return ownDataset(await readFolder(place.plan, images, readerOf(source), onProgress));
  }
  throw new DataMissing(
    'There are no images of your own on this machine yet. Drop a folder with one sub-folder per class on the page, or choose the generated shapes.',
  );
}

/** Files that the server lists are decoded anew on every visit; only as many as the run asks for. */
async function readFolder(plan: FolderPlan, images: number, reader: Reader, onProgress?: (share: number) => void): Promise<OwnImages> {
  const total = Math.min(images, plan.train.length) + plan.test.length;
  const test = await readImages(plan.test, MOST_TEST_IMAGES, reader, (tried) => onProgress?.(tried / total));
  const train = await readImages(plan.train, images, reader, (tried) => onProgress?.(Math.min(1, (plan.test.length + tried) / total)));
  return checkedImages(withoutSmallClasses({ classes: plan.classes, train: train.set, test: test.set }, Math.min(plan.fewestPerClass, images)).images);
}

function readerOf(source: ImageSource): Reader {
  return { open: async (path) => new Response((await source.open(PLAIN_FOLDER, path)) as ReadableStream<Uint8Array<ArrayBuffer>>).blob(), decode: decodeImage };
}
