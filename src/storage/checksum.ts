/**
 * MurmurHash3 (x86, 32 bits; Appleby 2011) over whole words: tells a file that was written to its end from one that was not.
 * Guards against accidents, not against people. Each call goes on from the last one's state.
 */
const FIRST_FACTOR = 0xcc9e2d51;
const SECOND_FACTOR = 0x1b873593;

export function addWords(state: number, words: Uint32Array): number {
  let hash = state;
  for (let index = 0; index < words.length; index++) {
    let word = Math.imul(words[index]!, FIRST_FACTOR);
    word = Math.imul((word << 15) | (word >>> 17), SECOND_FACTOR);
    hash ^= word;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  return hash | 0;
}

/** The hash of everything that was added, `bytes` in all. */
export function checksum(state: number, bytes: number): number {
  let hash = state ^ bytes;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
