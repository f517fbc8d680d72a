/**
 * Random numbers, drawn in JavaScript on every backend so that a seed means the same run everywhere.
 *
 * A stream is addressed by (seed, purpose, counters…) and keeps no state between addresses: the draws of step 700
 * do not depend on whether steps 1 to 699 were drawn before, so a resumed run needs no saved generator.
 */

/** One independent stream per purpose; adding a purpose changes no other stream. */
export const purposes = {
  weights: 1,
  order: 2,
  augmentation: 3,
  probe: 4,
  shapes: 5,
  subset: 6,
  turns: 7,
} as const;

export type Purpose = keyof typeof purposes;

export interface Random {
  /** Uniform on 0 … 2³²−1. */
  word(): number;
  /** Uniform on [0, 1), 32 bits. */
  uniform(): number;
  /** Uniform on [low, high). */
  between(low: number, high: number): number;
  /** Uniform integer on 0 … count−1. */
  below(count: number): number;
  /** Standard normal, by Box and Muller. */
  normal(): number;
}

/** 32-bit finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** The stream at an address: xoshiro128** (Blackman and Vigna 2018) with a hashed state. */
export function randomStream(seed: number, purpose: Purpose, ...counters: number[]): Random {
  let hash = mix(seed ^ Math.imul(purposes[purpose], 0x9e3779b9));
  for (const counter of counters) hash = mix(hash ^ Math.imul((counter | 0) + 1, 0x9e3779b9));
  let a = mix(hash + 0x9e3779b9);
  let b = mix(a + 0x9e3779b9);
  let c = mix(b + 0x9e3779b9);
  let d = mix(c + 0x9e3779b9) | 1; // never the all-zero state, the only one that xoshiro cannot leave

  function word(): number {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  }
  const uniform = () => word() / 4_294_967_296;
  return {
    word,
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    below: (count) => Math.floor(uniform() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** A random order of 0 … count−1 (Fisher and Yates). */
export function shuffled(count: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}
