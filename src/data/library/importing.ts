/** Takes files in: archives or .bin files, checked while they are stored, one problem never spoiling the others. */
import { archiveKind, binFiles, type BinFile } from '../archive';
import { chunksOf } from '../chunks';
import { ForeignFile, ImageFileError, inWords, MislabelledFile } from '../cifar/errors';
import { cifarFormats, officialPlace, recordBytes, type CifarFormat } from '../cifar/format';
import { mislabelled, recordCheck, truncated } from '../cifar/recordCheck';
import { StorageBusy, StorageFull, type FileStore } from './source';

export interface Imported {
  /** Official names of the files that were stored. */
  imported: string[];
  /** One error for each file that could not be used. */
  problems: Error[];
}

/** `onProgress` gets the file at hand and the share of all bytes read, 0…1. */
export async function importFiles(
  store: FileStore,
  files: readonly File[],
  onProgress?: (fileName: string, share: number) => void,
): Promise<Imported> {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const result: Imported = { imported: [], problems: [] };
  let before = 0;
  for (const file of files) {
    let bytes = 0;
    const counted = () =>
      file.stream().pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            bytes += chunk.length;
            onProgress?.(file.name, (before + bytes) / total);
            controller.enqueue(chunk);
          },
        }),
      );
    try {
      const kind = await archiveKind(file);
      if (kind) {
        for await (const member of binFiles(file.name, kind, counted())) await keep(store, member, result);
      } else await keep(store, { name: file.name, bytes: file.size, chunks: chunksOf(counted()) }, result);
    } catch (error) {
      result.problems.push(asError(error));
      // Nothing else will fit either.
      if (error instanceof StorageFull) break;
    }
    before += file.size;
  }
  return result;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Stores one .bin file. What is wrong with the file itself becomes a problem; any other failure is thrown. */
async function keep(store: FileStore, binFile: BinFile, result: Imported): Promise<void> {
  try {
    const { format, file } = placeOf(binFile);
    await storeChecked(store, format, file, binFile);
    result.imported.push(file);
  } catch (error) {
    if (!(error instanceof ImageFileError) && !(error instanceof StorageBusy)) throw error;
    result.problems.push(error);
  }
}

/** Where a file belongs; its size decides, and its name must agree. Throws an ImageFileError. */
function placeOf({ name, bytes }: BinFile): { format: CifarFormat; file: string } {
  const place = officialPlace(name);
  const bySize = Object.values(cifarFormats).filter((format) => bytes > 0 && bytes % recordBytes(format) === 0);
  if (place && bySize.includes(place.format)) return place;
  const [other] = bySize;
  if (place && other) {
    throw new MislabelledFile(
      `${name} is named as a file of ${place.format.title}, whose records have ${inWords(recordBytes(place.format))} bytes, but its ` +
        `${inWords(bytes)} bytes are whole records of ${other.title} (${inWords(recordBytes(other))} bytes). ` +
        `If that is what it is, rename it to ${alternatives(other)}; else drop ${place.format.archive}.`,
    );
  }
  if (place && bytes > 0) throw truncated(name, place.format, bytes);
  if (other) {
    throw new ForeignFile(
      `${name} has the size of a ${other.title} file, but its name does not say whether it holds training or test images. ` +
        `Rename it to ${alternatives(other)} and drop it again.`,
    );
  }
  throw new ForeignFile(
    `${name} holds no CIFAR images: an archive such as cifar-10-binary.tar.gz was expected, or a .bin file of whole records of ` +
      `3,073 or 3,074 bytes; found ${bytes === 0 ? 'an empty file' : `${inWords(bytes)} bytes`}. Drop the archive as its site hands it out; images of your own come as a folder with one sub-folder per class.`,
  );
}

function alternatives({ trainFiles, testFiles }: CifarFormat): string {
  return `${trainFiles[0]} or ${testFiles[0]}`;
}

async function storeChecked(store: FileStore, format: CifarFormat, file: string, { name, bytes, chunks }: BinFile): Promise<void> {
  const check = recordCheck(format);
  const pending = await store.write(format.folder, file);
  try {
    for await (const chunk of chunks) {
      check.push(chunk);
      if (check.badLabel) throw mislabelled(name, format, check.badLabel);
      pending.write(chunk);
    }
    if (check.bytes !== bytes) throw truncated(name, format, check.bytes);
    await pending.keep();
  } catch (error) {
    await pending.discard();
    throw error;
  }
}
