/**
 * The stored form of own images, one file, so that a new import replaces the former one at once or not at all:
 *
 *   8 bytes   "EONOWN1\n"
 *   4 bytes   length of the header, little-endian
 *   header    JSON in UTF-8: {classes: [names], test: M, train: N, stamp: number}
 *   M bytes   labels of the test images          M · 3072 bytes   their pixels, planar as in dataset.ts
 *   N bytes   labels of the training images      N · 3072 bytes   their pixels
 *
 * Test images come first, so that a run with few training images leaves the rest unread. `stamp` is a hash of all bytes after the
 * header: equal for equal images, so that a worker knows whether those in its memory are still these.
 */
import * as z from 'zod/mini';
import { byteSource } from '../byteSource';
import { IMAGE_BYTES, type ImageSet } from '../dataset';
import { MOST_CLASSES, MOST_TEST_IMAGES, MOST_TRAIN_IMAGES } from './bounds';
import { DamagedImages } from './errors';
import type { OwnImages } from './ownDataset';
import { OWN_TASK } from './readImages';

const MAGIC = 'EONOWN1\n';
/** 256 names of 40 characters take a tenth of it. */
const MOST_HEADER_BYTES = 1e6;

const headerSchema = z.object({
  classes: z.array(z.string()).check(z.minLength(2), z.maxLength(MOST_CLASSES)),
  test: z.int().check(z.minimum(1), z.maximum(MOST_TEST_IMAGES)),
  train: z.int().check(z.minimum(1), z.maximum(MOST_TRAIN_IMAGES)),
  stamp: z.int(),
});

export type PackedHeader = z.infer<typeof headerSchema>;

/** The bytes of the file, in pieces. */
export function packed({ classes, train, test }: OwnImages): Uint8Array[] {
  const body = [test, train].flatMap(({ labels, pixels }) => [labels[OWN_TASK]!, pixels]);
  const stamp = body.reduce((hash, bytes) => bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), hash), 0x811c9dc5);
  const header: PackedHeader = { classes: [...classes], test: test.count, train: train.count, stamp };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return [new TextEncoder().encode(MAGIC), length, text, ...body];
}

/** Closes the stream. Throws DamagedImages. */
export async function readHeader(stream: ReadableStream<Uint8Array>): Promise<PackedHeader> {
  const source = byteSource(stream, () => new DamagedImages());
  try {
    return await headerFrom(source);
  } finally {
    await source.end();
  }
}

/** All test images and the first `limit` training images. Throws DamagedImages. */
export async function readPacked(stream: ReadableStream<Uint8Array>, limit: number): Promise<OwnImages> {
  const source = byteSource(stream, () => new DamagedImages());
  try {
    const { classes, test, train } = await headerFrom(source);
    const part = async (held: number, wanted: number): Promise<ImageSet> => {
      const labels = (await source.exactly(held)).subarray(0, wanted);
      if (labels.some((label) => label >= classes.length)) throw new DamagedImages();
      return { count: wanted, labels: { [OWN_TASK]: labels }, pixels: await source.exactly(wanted * IMAGE_BYTES) };
    };
    return { classes, test: await part(test, test), train: await part(train, Math.min(train, limit)) };
  } finally {
    await source.end();
  }
}

async function headerFrom(source: ReturnType<typeof byteSource>): Promise<PackedHeader> {
  const text = async (bytes: number) => new TextDecoder().decode(await source.exactly(bytes));
  if ((await text(MAGIC.length)) !== MAGIC) throw new DamagedImages();
  const length = new DataView((await source.exactly(4)).buffer).getUint32(0, true);
  if (length > MOST_HEADER_BYTES) throw new DamagedImages();
  try {
    return headerSchema.parse(JSON.parse(await text(length)));
  } catch {
    throw new DamagedImages();
  }
}
