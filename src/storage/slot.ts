/**
 * One file of a checkpoint. Numbers are 32-bit words in the machine's own order, since the file never leaves it:
 *
 *     0  "EoN1"
 *     1  sequence: the higher one of two slots is the newer
 *     2  bytes of the header
 *     3  number of arrays
 *     4  bytes of the whole file
 *     5  checksum of everything but this word
 *     6… length of each array, in numbers
 *     …  header: JSON in UTF-8, zeros up to a whole word
 *     …  the arrays
 */
import { addWords, checksum } from './checksum';

const MAGIC = 0x314e6f45;
const HEAD_WORDS = 6;
const CHECKSUM_WORD = 5;

export interface Slot {
  readonly sequence: number;
  readonly header: unknown;
  readonly arrays: Float32Array<ArrayBuffer>[];
}

/** The file in pieces, in order; arrays are pieces of their own, so that hundreds of megabytes are not copied. */
export function slotPieces(sequence: number, header: unknown, arrays: readonly Float32Array[]): Uint8Array<ArrayBuffer>[] {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint32Array(HEAD_WORDS + arrays.length + Math.ceil(text.length / 4));
  const numbers = arrays.reduce((sum, { length }) => sum + length, 0);
  start.set([MAGIC, sequence, text.length, arrays.length, start.byteLength + 4 * numbers, 0, ...arrays.map(({ length }) => length)]);
  new Uint8Array(start.buffer).set(text, 4 * (HEAD_WORDS + arrays.length));
  const bodies = arrays.map(unshared);
  start[CHECKSUM_WORD] = checksumOf([start, ...bodies.map(wordsOf)]);
  return [new Uint8Array(start.buffer), ...bodies.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))];
}

/** Null where the file was not written to its end, or is no slot at all. */
export function readSlot(buffer: ArrayBuffer): Slot | null {
  if (buffer.byteLength < 4 * HEAD_WORDS) return null;
  const [magic, sequence, textBytes, count, bytes, given] = new Uint32Array(buffer, 0, HEAD_WORDS) as Iterable<number> as [number, number, number, number, number, number];
  if (magic !== MAGIC || bytes > buffer.byteLength || bytes % 4 !== 0) return null;
  const words = new Uint32Array(buffer, 0, bytes / 4);
  const textStart = HEAD_WORDS + count;
  if (textStart + Math.ceil(textBytes / 4) > words.length || withoutChecksum(words) !== given) return null;
  const arrays: Float32Array<ArrayBuffer>[] = [];
  let offset = 4 * (textStart + Math.ceil(textBytes / 4));
  for (const length of words.subarray(HEAD_WORDS, textStart)) {
    arrays.push(new Float32Array(buffer, offset, length));
    offset += 4 * length;
  }
  const header: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4 * textStart, textBytes)));
  return { sequence, header, arrays };
}

function withoutChecksum(words: Uint32Array): number {
  return checksumOf([words.subarray(0, CHECKSUM_WORD), Uint32Array.of(0), words.subarray(CHECKSUM_WORD + 1)]);
}

function checksumOf(pieces: readonly Uint32Array[]): number {
  return checksum(pieces.reduce(addWords, 0), pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
}

/** Files take no memory that threads share, which is where the wasm back end keeps its tensors. */
function unshared(array: Float32Array): Float32Array<ArrayBuffer> {
  return array.buffer instanceof ArrayBuffer ? (array as Float32Array<ArrayBuffer>) : new Float32Array(array);
}

function wordsOf({ buffer, byteOffset, length }: Float32Array<ArrayBuffer>): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length);
}
