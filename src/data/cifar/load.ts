/** A CIFAR data set from the first place that has both its training and its test images. */
import { withoutImagesOf } from '../apart';
import { DataMissing } from '../dataMissing';
import type { Dataset } from '../dataset';
import { holdingOf, type CifarHolding } from '../library/holdings';
import type { ImageSource } from '../library/source';
import { type CifarFormat } from './format';
import { readRecords, type ImageFile } from './read';

/** The size of the official test sets. */
export const MOST_TEST_IMAGES = 10_000;

/** Throws DataMissing, and whatever is wrong with the files (see errors.ts). */
export async function loadCifar(
  format: CifarFormat,
  images: number,
  sources: readonly ImageSource[],
  onProgress?: (share: number) => void,
): Promise<Dataset> {
  const { source, holding } = await firstUsable(format, sources);
  const inFolder = (names: readonly string[]): ImageFile[] =>
    holding.files
      .filter(({ name }) => names.includes(name))
      .map(({ name, bytes }) => ({ name, bytes, open: () => source.open(format.folder, name) }));
  const train = Math.min(images, holding.trainImages);
  const total = train + Math.min(MOST_TEST_IMAGES, holding.testImages);
  const report = (before: number) => (records: number) => onProgress?.((before + records) / total);
  const read = {
    train: await readRecords(format, inFolder(format.trainFiles), images, report(0)),
    test: await readRecords(format, inFolder(format.testFiles), MOST_TEST_IMAGES, report(train)),
  };
  return {
    name: format.name,
    tasks: format.tasks,
    // The official CIFAR-100 has a few test images among its training images.
    train: withoutImagesOf(read.test, read.train),
    test: read.test,
    mean: format.mean,
    deviation: format.deviation,
  };
}

async function firstUsable(format: CifarFormat, sources: readonly ImageSource[]): Promise<{ source: ImageSource; holding: CifarHolding }> {
  let missing: string | null = null;
  for (const source of sources) {
    const listed = await source.list(format.folder);
    const holding = holdingOf(format, source.source, listed);
    if (holding.missing === null) return { source, holding };
    if (holding.files.length > 0) missing ??= holding.missing;
  }
  throw new DataMissing(
    missing ??
      `There are no ${format.title} images on this machine yet. Drop ${format.archive} on the page, ` +
        'run “npm run fetch-data” in a checkout, or choose the generated shapes.',
  );
}
