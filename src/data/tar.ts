/**
 * Reads a tar stream member by member (POSIX.1-1988 "ustar"). Of the format only what image archives need: plain
 * files with short names; every other kind of entry is passed over. Written here because the streaming readers among the
 * npm packages that run in browsers either gather members whole or, as modern-tar 0.8.6 did, stall on archives whose
 * small members arrive in one chunk.
 */

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
  const source = byteSource(stream);
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

/** Takes a stream apart at given lengths without copying more than headers. */
function byteSource(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  let rest = new Uint8Array(0);

  /** At most `most` bytes, as many as there are at hand. */
  async function some(most: number): Promise<Uint8Array> {
    while (rest.length === 0) {
      const { done, value } = await reader.read();
      if (done) throw new TarError('it ends too early');
      rest = value as Uint8Array<ArrayBuffer>;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  }
  return {
    async exactly(count: number): Promise<Uint8Array> {
      const bytes = new Uint8Array(count);
      for (let filled = 0; filled < count; ) {
        const chunk = await some(count - filled);
        bytes.set(chunk, filled);
        filled += chunk.length;
      }
      return bytes;
    },
    /** The next `count` bytes in pieces. Ending the iteration early leaves the others to a further one. */
    next(count: number): AsyncIterableIterator<Uint8Array> {
      let left = count;
      const pieces: AsyncIterableIterator<Uint8Array> = {
        [Symbol.asyncIterator]: () => pieces,
        async next() {
          if (left === 0) return { done: true, value: undefined };
          const value = await some(left);
          left -= value.length;
          return { done: false, value };
        },
      };
      return pieces;
    },
    async drain(): Promise<void> {
      while (!(await reader.read()).done);
    },
    end: () => reader.cancel().catch(() => undefined),
  };
}
