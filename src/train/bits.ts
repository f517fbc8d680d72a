/** One bit per test image as text: base64 of bytes, the least significant bit first. */

/** `ones`: 0 or 1 each. */
export function packBits(ones: ArrayLike<number>): string {
  const bytes = new Uint8Array(Math.ceil(ones.length / 8));
  for (let index = 0; index < ones.length; index++) bytes[index >> 3]! |= ones[index]! << (index & 7);
  return toBase64(bytes);
}

/** The first `count` of them. */
export function unpackBits(text: string, count: number): Uint8Array {
  const bytes = fromBase64(text);
  return Uint8Array.from({ length: count }, (_, index) => (bytes[index >> 3]! >> (index & 7)) & 1);
}

/** Characters that are turned at once; `String.fromCharCode` takes only so many arguments. */
const CHUNK = 4_096;

export function toBase64(bytes: Uint8Array | Uint8ClampedArray): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

export function fromBase64(text: string): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Characters of so many bytes. */
export function base64Length(bytes: number): number {
  return 4 * Math.ceil(bytes / 3);
}
