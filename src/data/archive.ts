/** The .bin files inside `cifar-…-binary.tar.gz`, streamed: neither the archive nor a member is ever whole in memory. */
import { createTarDecoder } from 'modern-tar';
import { ForeignFile, inWords } from './cifar/errors';

export type ArchiveKind = 'gzip' | 'tar';

export interface ArchiveMember {
  /** The last part of its path; folders are of no meaning here, so no path can lead anywhere. */
  name: string;
  bytes: number;
  body: ReadableStream<Uint8Array>;
}

/** The archive cannot be unpacked. */
export class BrokenArchive extends Error {
  override name = 'BrokenArchive';
}

/** The largest official member, train.bin, has 154 MB; nothing larger is worth unpacking. */
const MOST_MEMBER_BYTES = 200e6;
/** The official archives hold 8 to 9 entries. */
const MOST_ENTRIES = 1000;

/** By its first bytes, whatever it is called; null where it is no archive. */
export async function archiveKind(file: Blob): Promise<ArchiveKind | null> {
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return new TextDecoder().decode(head.subarray(257, 262)) === 'ustar' ? 'tar' : null;
}

/**
 * Hands every .bin member to `visit`, one after the other; it need not read the body to its end. Throws
 * BrokenArchive where the archive is damaged or cut off, ForeignFile where it holds no .bin file, and whatever
 * `visit` throws.
 */
export async function eachBinMember(
  archive: { name: string; kind: ArchiveKind; bytes: ReadableStream<Uint8Array> },
  visit: (member: ArchiveMember) => Promise<void>,
): Promise<void> {
  const tar = archive.kind === 'gzip' ? unzipped(archive.bytes) : archive.bytes;
  const entries = tar.pipeThrough(createTarDecoder({ strict: true })).getReader();
  let seen = 0;
  let visited = 0;
  let visitFailed = false;
  try {
    for (;;) {
      const { done, value: entry } = await entries.read();
      if (done) break;
      if (++seen > MOST_ENTRIES) throw new ForeignFile(noImages(archive.name, `more than ${inWords(MOST_ENTRIES)} entries`));
      const { name, size, type } = entry.header;
      if (type === 'file' && name.endsWith('.bin') && size <= MOST_MEMBER_BYTES) {
        visited++;
        visitFailed = true;
        await visit({ name: name.replace(/^.*[/\\]/, ''), bytes: size, body: entry.body });
        visitFailed = false;
      }
      if (!entry.body.locked) await entry.body.cancel();
    }
  } catch (error) {
    await entries.cancel().catch(() => undefined);
    throw visitFailed || error instanceof ForeignFile ? error : broken(archive.name, error);
  }
  if (visited === 0) throw new ForeignFile(noImages(archive.name, 'no .bin file'));
}

function unzipped(bytes: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return bytes.pipeThrough(new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>);
}

function broken(name: string, error: unknown): BrokenArchive {
  const found = error instanceof Error ? error.message : String(error);
  return new BrokenArchive(
    `${name} cannot be unpacked: it is damaged or was cut off while downloading (${found}). Download it again and drop the new file.`,
  );
}

function noImages(name: string, found: string): string {
  return (
    `${name} is an archive with ${found}. The binary version was expected: drop cifar-10-binary.tar.gz or ` +
    'cifar-100-binary.tar.gz, not the Python or Matlab version.'
  );
}
