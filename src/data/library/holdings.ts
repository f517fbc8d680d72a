/** What images this visitor has, as plain data that crosses from worker to page. */
import { cifarFormats, recordBytes, type CifarFormat, type CifarName } from '../cifar/format';

export type HoldingSource =
  /** Kept in the browser's storage for the next visit. */
  | 'stored'
  /** Kept in memory until the page is closed, because the browser offers no storage. */
  | 'this visit'
  /** Served by the project's own server from a folder of the checkout. */
  | 'local folder';

export interface HeldFile {
  name: string;
  bytes: number;
  records: number;
}

export interface Holding {
  dataset: CifarName;
  /** As people write it, e.g. "CIFAR-10". */
  title: string;
  source: HoldingSource;
  files: HeldFile[];
  bytes: number;
  trainImages: number;
  testImages: number;
  /** Null where a run can use it; else one sentence on what is missing. */
  missing: string | null;
}

/** Only official file names count; files in the official order. */
export function holdingOf(format: CifarFormat, source: HoldingSource, listed: readonly { name: string; bytes: number }[]): Holding {
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

/** Reads a folder's listing for every known data set; the absent ones are left out. */
export async function holdingsOf(
  source: HoldingSource,
  list: (folder: string) => Promise<readonly { name: string; bytes: number }[]>,
): Promise<Holding[]> {
  const holdings = await Promise.all(
    Object.values(cifarFormats).map(async (format) => holdingOf(format, source, await list(format.folder))),
  );
  return holdings.filter((holding) => holding.files.length > 0);
}
