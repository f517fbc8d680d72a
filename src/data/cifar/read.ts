/** Records of one format, from streams straight into one preallocated array: no second copy of the images ever exists. */
import { chunksOf } from '../chunks';
import { IMAGE_BYTES, type ImageSet } from '../dataset';
import { recordBytes, type CifarFormat } from './format';
import { mislabelled, truncated } from './recordCheck';

/** A file somewhere: in the browser's storage, on the project's own server, or in memory. */
export interface ImageFile {
  readonly name: string;
  readonly bytes: number;
  open(): Promise<ReadableStream<Uint8Array>>;
}

/**
 * The first `limit` records over the files, in their order; fewer where the files hold fewer. Throws TruncatedFile
 * and MislabelledFile.
 */
export async function readRecords(
  format: CifarFormat,
  files: readonly ImageFile[],
  limit: number,
  onProgress?: (records: number) => void,
): Promise<ImageSet> {
  const record = recordBytes(format);
  const inFile = files.map((file) => {
    if (file.bytes % record !== 0) throw truncated(file.name, format, file.bytes);
    return file.bytes / record;
  });
  const count = Math.min(limit, inFile.reduce((sum, records) => sum + records, 0));
  const images: ImageSet = {
    count,
    pixels: new Uint8Array(count * IMAGE_BYTES),
    labels: Object.fromEntries(format.labelBytes.map((task) => [task.name, new Uint8Array(count)])),
  };
  let done = 0;
  for (const [index, file] of files.entries()) {
    const wanted = Math.min(count - done, inFile[index]!);
    if (wanted > 0) await readFile(format, file, images, done, wanted, onProgress);
    done += wanted;
  }
  return images;
}

/** `wanted` records from the start of a file into the places from `first` on. */
async function readFile(
  format: CifarFormat,
  file: ImageFile,
  images: ImageSet,
  first: number,
  wanted: number,
  onProgress?: (records: number) => void,
): Promise<void> {
  const record = recordBytes(format);
  const labelBytes = format.labelBytes.length;
  const labels = format.labelBytes.map((task) => images.labels[task.name]!);
  const end = wanted * record;
  let bytes = 0;

  function take(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const image = Math.floor(bytes / record);
      const within = bytes % record;
      if (within < labelBytes) {
        const value = chunk[at]!;
        const classes = format.labelBytes[within]!.classNames.length;
        if (value >= classes) throw mislabelled(file.name, format, { record: image, value, classes });
        labels[within]![first + image] = value;
        at += 1;
        bytes += 1;
      } else {
        const length = Math.min(record - within, chunk.length - at);
        images.pixels.set(chunk.subarray(at, at + length), (first + image) * IMAGE_BYTES + within - labelBytes);
        at += length;
        bytes += length;
      }
    }
    onProgress?.(first + Math.floor(bytes / record));
  }

  // Leaving the loop cancels the stream: what lies beyond the records asked for is not fetched.
  for await (const chunk of chunksOf(await file.open())) {
    take(chunk.subarray(0, end - bytes));
    if (bytes === end) return;
  }
  throw truncated(file.name, format, bytes);
}
