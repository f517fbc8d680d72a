/** Takes in a folder of a visitor's own images: planned, decoded, checked, and only then stored in place of the former ones. */
import type { FileStore } from '../library/source';
import { MOST_TEST_IMAGES, MOST_TRAIN_IMAGES } from './bounds';
import { checkedImages, withoutSmallClasses } from './ownDataset';
import { packed } from './packed';
import { PACKED_FILE, PACKED_FOLDER } from './places';
import { planFolder } from './plan';
import { readImages, type Reader } from './readImages';

export interface FolderFile {
  /** Relative to the folder, `/` between its parts. */
  path: string;
  file: File;
}

export interface ImportedFolder {
  classes: number;
  trainImages: number;
  testImages: number;
  /** One sentence for each kind of thing that was left out. */
  remarks: string[];
}

/** `onProgress` gets how many images were tried, and of how many. Throws UnusableFolder, StorageFull, StorageBusy; the former images then stay. */
export async function importFolder(
  store: FileStore,
  files: readonly FolderFile[],
  decode: Reader['decode'],
  onProgress?: (tried: number, total: number) => void,
): Promise<ImportedFolder> {
  const plan = planFolder(files.map(({ path }) => path));
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  const reader: Reader = { open: (path) => Promise.resolve(byPath.get(path)!), decode };
  const total = plan.test.length + plan.train.length;
  const test = await readImages(plan.test, MOST_TEST_IMAGES, reader, (tried) => onProgress?.(tried, total));
  const train = await readImages(plan.train, MOST_TRAIN_IMAGES, reader, (tried) => onProgress?.(plan.test.length + tried, total));
  const { images: read, leftOut } = withoutSmallClasses({ classes: plan.classes, train: train.set, test: test.set }, plan.fewestPerClass);
  const images = checkedImages(read);
  await keep(store, packed(images));
  const unreadable = test.unreadable + train.unreadable;
  const doubles = read.train.count - images.train.count;
  return {
    classes: images.classes.length,
    trainImages: images.train.count,
    testImages: images.test.count,
    remarks: [
      ...plan.remarks,
      ...(unreadable > 0 ? [`${counted(unreadable)} could not be read and ${were(unreadable)} left out.`] : []),
      ...(leftOut.length > 0 ? [leftOutRemark(leftOut)] : []),
      ...(doubles > 0 ? [`${counted(doubles)} for training ${were(doubles)} left out: the test images have the same.`] : []),
    ],
  };
}

async function keep(store: FileStore, pieces: readonly Uint8Array[]): Promise<void> {
  const pending = await store.write(PACKED_FOLDER, PACKED_FILE);
  try {
    for (const piece of pieces) pending.write(piece);
    await pending.keep();
  } catch (error) {
    await pending.discard();
    throw error;
  }
}

/** Formats that a browser does not know are the usual reason. */
function leftOutRemark(names: readonly string[]): string {
  const listed = names.map((name) => `“${name}”`).join(', ');
  const next = 'Save them as JPEG or PNG and choose the folder again to have them.';
  return names.length === 1 ? `${listed} was left out: too few of its images can be read here. ${next}` : `${listed} were left out: too few of their images can be read here. ${next}`;
}

function counted(images: number): string {
  return `${images.toLocaleString('en')} ${images === 1 ? 'image' : 'images'}`;
}

function were(images: number): string {
  return images === 1 ? 'was' : 'were';
}
