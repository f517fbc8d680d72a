/** The .bin files inside `cifar-…-binary.tar.gz`, streamed: neither the archive nor a member is ever whole in memory. */
import { ForeignFile } from './cifar/errors';
import { TarError, tarMembers } from './tar';

export type ArchiveKind = 'gzip' | 'tar';

/** A .bin file, from an archive or by itself. */
export interface BinFile {
  name: string;
  bytes: number;
  chunks: AsyncIterable<Uint8Array>;
}

/** The archive cannot be unpacked. */
export class BrokenArchive extends Error {
  override name = 'BrokenArchive';
}

/** The largest official member, train.bin, has 154 MB; nothing larger is worth unpacking. */
const MOST_MEMBER_BYTES = 200e6;
/** The official archives hold 8 entries or fewer. */
const MOST_ENTRIES = 1000;

/** By its first bytes, whatever it is called; null where it is no archive. */
export async function archiveKind(file: Blob): Promise<ArchiveKind | null> {
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return new TextDecoder().decode(head.subarray(257, 262)) === 'ustar' ? 'tar' : null;
}

/**
 * Hands out every .bin member, one after the other; each is read, in part or whole, before the next is asked for. Throws
 * BrokenArchive where the archive is damaged or cut off, ForeignFile where it holds no .bin file.
 */
export async function* binFiles(name: string, kind: ArchiveKind, bytes: ReadableStream<Uint8Array>): AsyncGenerator<BinFile> {
  let entries = 0;
  let found = 0;
  try {
    for await (const member of tarMembers(kind === 'gzip' ? unzipped(bytes) : bytes)) {
      if (++entries > MOST_ENTRIES) break;
      if (!member.isFile || !member.name.endsWith('.bin') || member.bytes > MOST_MEMBER_BYTES) continue;
      found++;
      // Only the last part of the path counts, so no path can lead anywhere.
      yield { name: member.name.replace(/^.*[/\\]/, ''), bytes: member.bytes, chunks: intact(name, member.chunks) };
    }
  } catch (error) {
    throw broken(name, error);
  }
  if (found === 0) throw new ForeignFile(noImages(name));
}

function unzipped(bytes: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return bytes.pipeThrough(new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>);
}

async function* intact(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw broken(name, error);
  }
}

function broken(name: string, error: unknown): BrokenArchive {
  const found = error instanceof TarError ? error.message : 'its compressed data is damaged or incomplete';
  return new BrokenArchive(
    `${name} cannot be unpacked: ${found}. It was probably cut off while downloading; download it again and drop the new file.`,
  );
}

function noImages(name: string): string {
  return (
    `${name} is an archive without .bin files. The binary version was expected: drop cifar-10-binary.tar.gz or ` +
    'cifar-100-binary.tar.gz, not the Python or Matlab version.'
  );
}
