/**
 * Reads a tar stream member by member (POSIX.1-1988 "ustar"). Of the format only what image archives need: plain
 * files with short names; every other kind of entry is passed over. Written here because the streaming readers among the
 * npm packages that run in browsers either gather members whole or, as modern-tar 0.8.6 did, stall on archives whose
 * small members arrive in one chunk.
 */

import { byteSource } from './byteSource';

const BLOCK = 512;

export interface TarMember {
  /** Path as the archive states it; not to be trusted as a path. */
  name: string;
  bytes: number;
  /** A plain file, and not a folder, link or extension header. */
  isFile: boolean;
  /** The content; what is left unread is skipped. */
  chunks: AsyncIterable<Uint8Array>;
}

/** The stream is no tar archive, is damaged, or ends too early. */
export class TarError extends Error {
  override name = 'TarError';
}

export async function* tarMembers(stream: ReadableStream<Uint8Array>): AsyncGenerator<TarMember> {
  const source = byteSource(stream, () => new TarError('it ends too early'));
  try {
    for (;;) {
      const header = await source.exactly(BLOCK);
      // A block of zeros is the end mark. What follows is read too, so that a gzip's checksum at its end is verified.
      if (header.every((byte) => byte === 0)) break;
      const { name, bytes, isFile } = parsed(header);
      const padding = (BLOCK - (bytes % BLOCK)) % BLOCK;
      const body = source.next(bytes);
      yield { name, bytes, isFile, chunks: body };
      await skip(body);
      await skip(source.next(padding));
    }
    await source.drain();
  } finally {
    await source.end();
  }
}

async function skip(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  while (!(await chunks.next()).done);
}

function parsed(header: Uint8Array): { name: string; bytes: number; isFile: boolean } {
  const text = (from: number, length: number) => new TextDecoder().decode(header.subarray(from, from + length)).replace(/\0.*$/s, '');
  const octal = (from: number, length: number) => {
    const digits = text(from, length).trim();
    if (!/^[0-7]+$/.test(digits)) throw new TarError('a header is not one of a tar archive');
    return parseInt(digits, 8);
  };
  // The checksum counts its own eight bytes as spaces.
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (octal(148, 8) !== sum) throw new TarError('a header’s checksum is wrong');
  const type = text(156, 1);
  return { name: text(0, 100), bytes: octal(124, 12), isFile: type === '' || type === '0' };
}
