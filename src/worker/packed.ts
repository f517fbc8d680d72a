/** Plain data with arrays of numbers in it as what a checkpoint is made of: JSON, and the arrays apart. */
import { fromBase64, toBase64 } from '../train/bits';

/** Where an array stood: its place among the arrays. No other data has such a key. */
const PLACE = '$array';
/** Bytes of pictures: few, so they stand in the JSON, in base64. */
const BYTES = '$bytes';

export interface Packed {
  header: unknown;
  arrays: Float32Array[];
}

export function pack(value: unknown): Packed {
  const arrays: Float32Array[] = [];
  return { header: apart(value, arrays), arrays };
}

export function unpack({ header, arrays }: { header: unknown; arrays: readonly Float32Array[] }): unknown {
  if (Array.isArray(header)) return header.map((part: unknown) => unpack({ header: part, arrays }));
  if (typeof header !== 'object' || header === null) return header;
  if (BYTES in header) return fromBase64(header[BYTES] as string);
  if (PLACE in header) return arrays[header[PLACE] as number];
  return Object.fromEntries(Object.entries(header).map(([key, part]) => [key, unpack({ header: part, arrays })]));
}

function apart(value: unknown, arrays: Float32Array[]): unknown {
  if (value instanceof Float32Array) return { [PLACE]: arrays.push(value) - 1 };
  if (value instanceof Uint8ClampedArray) return { [BYTES]: toBase64(value) };
  if (Array.isArray(value)) return value.map((part) => apart(part, arrays));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, apart(part, arrays)]));
}
