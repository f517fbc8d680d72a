/**
 * Text in an address: compressed (zlib, whose checksum tells a damaged link from a whole one) and spelled in base64url.
 * Unpacking stops as soon as more comes out than a result can have, since a short text can unpack to gigabytes.
 */

/** A full fragment of honest data unpacks to some 30 kB. */
const MOST_BYTES = 256 * 1024;
/** Characters that are turned at once; `String.fromCharCode` takes only so many arguments. */
const CHUNK = 4_096;

const ALPHABET = /^[\w-]+$/;

export async function pack(text: string): Promise<string> {
  const bytes = await collect(through(new TextEncoder().encode(text), new CompressionStream('deflate')), Infinity);
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Rejects whatever `pack` did not write, but for underscores and hyphens behind it: the alphabet has them, and so do marks around an address. */
export function unpack(packed: string): Promise<string> {
  return unpackWhole(packed).catch(() => unpackWhole(packed.replace(/[-_]+$/, '')));
}

async function unpackWhole(packed: string): Promise<string> {
  if (!ALPHABET.test(packed)) throw new Error('A character is not of base64url.');
  const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(await collect(through(bytes, new DecompressionStream('deflate')), MOST_BYTES));
}

function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(transform);
}

async function collect(stream: ReadableStream<Uint8Array<ArrayBuffer>>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error('More comes out than a result can have.');
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(length);
  chunks.reduce((at, chunk) => (whole.set(chunk, at), at + chunk.length), 0);
  return whole;
}
