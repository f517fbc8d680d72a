/** What images this visitor has, as plain data that crosses from worker to page. */
import { cifarFormats, recordBytes, type CifarFormat, type CifarName } from '../cifar/format';
import { ownPlace, PACKED_FOLDER, type OwnPlace } from '../own/places';
import type { HoldingSource, ImageSource } from './source';

export type HeldDataset = CifarName | 'own';

export interface Holding {
  dataset: HeldDataset;
  /** As people write it, e.g. "CIFAR-10"; "your images" for own ones. */
  title: string;
  source: HoldingSource;
  bytes: number;
  /** Of the first task. */
  classes: number;
  trainImages: number;
  testImages: number;
  /** Null where a run can use it; else one sentence on what is missing. */
  missing: string | null;
}

/** A holding of official files. */
export interface CifarHolding extends Holding {
  dataset: CifarName;
  /** In the official order. */
  files: HeldFile[];
}

export interface HeldFile {
  name: string;
  bytes: number;
  records: number;
}

/** The folder in which a store keeps a data set. */
export function folderOf(dataset: HeldDataset): string {
  return dataset === 'own' ? PACKED_FOLDER : cifarFormats[dataset].folder;
}

/** Only official file names count; files in the official order. */
export function holdingOf(format: CifarFormat, source: HoldingSource, listed: readonly { name: string; bytes: number }[]): CifarHolding {
  const held = (names: readonly string[]): HeldFile[] =>
    names.flatMap((name) => listed.filter((file) => file.name === name)).map(({ name, bytes }) => ({
      name,
      bytes,
      records: Math.floor(bytes / recordBytes(format)),
    }));
  const train = held(format.trainFiles);
  const test = held(format.testFiles);
  const sum = (files: HeldFile[], key: 'bytes' | 'records') => files.reduce((total, file) => total + file[key], 0);
  return {
    dataset: format.name,
    title: format.title,
    source,
    files: [...train, ...test],
    bytes: sum(train, 'bytes') + sum(test, 'bytes'),
    classes: format.tasks[0]!.classNames.length,
    trainImages: sum(train, 'records'),
    testImages: sum(test, 'records'),
    missing: missingSentence(format, sum(train, 'records'), sum(test, 'records')),
  };
}

function missingSentence(format: CifarFormat, trainImages: number, testImages: number): string | null {
  if (trainImages > 0 && testImages > 0) return null;
  const absent = trainImages > 0 ? `its test images (${format.testFiles[0]})` : `its training images (${format.trainFiles[0]})`;
  return `${format.title} lacks ${absent}. Drop that file, or ${format.archive}, on the page.`;
}

/** Null where there are none. Own images that cannot be used are still held: they can be removed. */
async function ownHolding(source: ImageSource): Promise<Holding | null> {
  const held = { dataset: 'own', title: 'your images', source: source.source } as const;
  try {
    const place = await ownPlace(source);
    return place && { ...held, ...sizesOf(place), bytes: place.bytes, missing: null };
  } catch (error) {
    return { ...held, classes: 0, trainImages: 0, testImages: 0, bytes: 0, missing: (error as Error).message };
  }
}

function sizesOf(place: OwnPlace): Pick<Holding, 'classes' | 'trainImages' | 'testImages'> {
  if (place.kind === 'packed') return { classes: place.header.classes.length, trainImages: place.header.train, testImages: place.header.test };
  return { classes: place.plan.classes.length, trainImages: place.plan.train.length, testImages: place.plan.test.length };
}

/** Everything that a source holds. */
export async function holdingsOf(source: ImageSource): Promise<Holding[]> {
  const official = await Promise.all(Object.values(cifarFormats).map(async (format) => holdingOf(format, source.source, await source.list(format.folder))));
  const own = await ownHolding(source);
  return [...official.filter(({ files }) => files.length > 0), ...(own ? [own] : [])];
}
