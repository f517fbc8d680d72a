/** Where own images lie: packed in a store, or as a folder of plain image files that the project's server offers. */
import type { ImageSource, ListedFile } from '../library/source';
import { readHeader, type PackedHeader } from './packed';
import { planFolder, type FolderPlan } from './plan';

/** The folder of a store, and the file in it. */
export const PACKED_FOLDER = 'own-images';
export const PACKED_FILE = 'own-images.bin';
/** The folder of image files beside the official CIFAR folders, e.g. in local-data/. */
export const PLAIN_FOLDER = 'own';

export type OwnPlace =
  | { kind: 'packed'; header: PackedHeader; bytes: number }
  | { kind: 'plain'; plan: FolderPlan; bytes: number };

/** Null where a source has none. Throws DamagedImages, UnusableFolder. */
export async function ownPlace(source: ImageSource): Promise<OwnPlace | null> {
  const file = (await source.list(PACKED_FOLDER)).find(({ name }) => name === PACKED_FILE);
  if (file) return { kind: 'packed', header: await readHeader(await source.open(PACKED_FOLDER, PACKED_FILE)), bytes: file.bytes };
  const files = await source.list(PLAIN_FOLDER);
  return files.length === 0 ? null : { kind: 'plain', plan: planFolder(files.map(({ name }) => name)), bytes: total(files) };
}

/** What tells one state of a source's own images from another, as JSON can hold it; null where it has none. */
export async function ownState(source: ImageSource): Promise<unknown> {
  const packed = await source.list(PACKED_FOLDER);
  if (packed.length === 0) return source.list(PLAIN_FOLDER);
  return readHeader(await source.open(PACKED_FOLDER, PACKED_FILE)).catch(() => packed);
}

function total(files: readonly ListedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
