import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWords, checksum } from '../../src/storage/checksum';
import { openCheckpoints } from '../../src/storage/checkpoints';
import { memoryCheckpoints } from '../../src/storage/memoryCheckpoints';
import { readSlot, slotPieces } from '../../src/storage/slot';
import { checkpointRules } from './checkpointContract';

function fileOf(sequence: number, header: unknown, arrays: readonly Float32Array[]): ArrayBuffer {
  const pieces = slotPieces(sequence, header, arrays);
  const file = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => (file.set(piece, at), at + piece.length), 0);
  return file.buffer;
}

describe('the checksum', () => {
  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['test', 0, 0xba6bd213],
    ['aaaa', 0x9747b28c, 0x5a97808a],
    ['abcd', 0x9747b28c, 0xf0478627],
  ])('is MurmurHash3 of “%s” with seed %i', (text, seed, expected) => {
    const bytes = new TextEncoder().encode(text);
    expect(checksum(addWords(seed, new Uint32Array(bytes.buffer)), bytes.length)).toBe(expected);
  });
});

describe('a slot', () => {
  const header = { step: 12, name: 'ü' };
  const arrays = [Float32Array.of(1, -0, NaN), new Float32Array(0), Float32Array.of(0.5)];
  const file = fileOf(7, header, arrays);

  it('is read as it was written', () => {
    expect(readSlot(file.slice(0))).toEqual({ sequence: 7, header, arrays });
  });

  it('is whole where an older, longer file lies behind it', () => {
    const longer = new Uint8Array(file.byteLength + 40).fill(255);
    longer.set(new Uint8Array(file));
    expect(readSlot(longer.buffer)).toEqual({ sequence: 7, header, arrays });
  });

  it('does not count where it was cut, at any length', () => {
    for (let bytes = 0; bytes < file.byteLength; bytes++) expect(readSlot(file.slice(0, bytes))).toBeNull();
  });

  it('does not count where any of it changed', () => {
    fc.assert(
      fc.property(fc.nat(file.byteLength - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const torn = new Uint8Array(file.slice(0));
        torn[place]! ^= change;
        expect(readSlot(torn.buffer)).toBeNull();
      }),
    );
  });

  it('does not count where a new file covers the old one in part', () => {
    const newer = new Uint8Array(fileOf(9, { step: 13, name: 'ü' }, [Float32Array.of(4, 5, 6), new Float32Array(0), Float32Array.of(7)]));
    expect(newer).toHaveLength(file.byteLength);
    for (let bytes = 8; bytes < newer.length; bytes += 4) {
      const torn = new Uint8Array(file.slice(0));
      torn.set(newer.subarray(0, bytes));
      expect(readSlot(torn.buffer)).toBeNull();
    }
  });

  it('is nothing in any other bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readSlot(new Uint8Array(bytes).buffer) === null));
  });
});

describe('checkpoints in memory', () => {
  for (const [rule, check] of Object.entries(checkpointRules)) it(rule, () => check(memoryCheckpoints()));

  it('stand in where there is no file system', async () => {
    expect((await openCheckpoints()).keeps).toBe('visit');
  });
});
