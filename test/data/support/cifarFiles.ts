/** Small files in the official layouts, made up byte by byte. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { recordBytes, type CifarFormat } from '../../../src/data/cifar/format';

type Bytes = Uint8Array<ArrayBuffer>;

/** Pixel `at` of a record; told apart by record and place. */
export function pixelByte(record: number, at: number): number {
  return (record * 31 + at * 7) % 256;
}

export function records(format: CifarFormat, count: number, firstRecord = 0): Bytes {
  const size = recordBytes(format);
  const bytes = new Uint8Array(count * size);
  for (let record = 0; record < count; record++) {
    format.labelBytes.forEach((task, label) => {
      bytes[record * size + label] = (firstRecord + record + label) % task.classNames.length;
    });
    const start = record * size + format.labelBytes.length;
    for (let at = 0; at < 3072; at++) bytes[start + at] = pixelByte(firstRecord + record, at);
  }
  return bytes;
}

export function tarGz(members: Record<string, Bytes>): Promise<Bytes> {
  return gzipped(tarOf(members));
}

const BLOCK = 512;

/** A plain ustar archive. */
export function tarOf(members: Record<string, Bytes>): Bytes {
  const blocks = Object.entries(members).flatMap(([name, body]) => {
    const padded = new Uint8Array(Math.ceil(body.length / BLOCK) * BLOCK);
    padded.set(body);
    return [tarHeader(name, body.length), padded];
  });
  const archive = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 2 * BLOCK));
  let at = 0;
  for (const block of blocks) {
    archive.set(block, at);
    at += block.length;
  }
  return archive;
}

function tarHeader(name: string, bytes: number): Bytes {
  const header = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => header.set(new TextEncoder().encode(text), at);
  put(0, name);
  put(100, '0000644\0');
  put(124, bytes.toString(8).padStart(11, '0') + '\0');
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\x0000');
  put(148, header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0') + '\0 ');
  return header;
}

export async function gzipped(bytes: Bytes): Promise<Bytes> {
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

/** A stream in chunks of odd sizes, so that records never line up with them. */
export function inChunks(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

/** Where real CIFAR files lie beside the checkout, or null. */
export function sharedData(): string | null {
  const directory = process.env.SHARED_DATA ?? path.resolve('..', 'shared', 'data');
  return existsSync(directory) ? directory : null;
}
