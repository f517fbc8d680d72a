/** WGSL functions that read or write V at any place of an array of f32, since slices begin at any number. */
import type { Width } from './grid';

/** Declares `[array]At(at)`. */
export function reader(array: string, width: Width): string {
  const parts = Array.from({ length: width }, (_, part) => `${array}[at + ${part}u]`);
  return `fn ${array}At(at: u32) -> V { return V(${parts.join(', ')}); }`;
}

/** Declares `[array]Set(at, value)`. */
export function writer(array: string, width: Width): string {
  const parts = Array.from({ length: width }, (_, part) => `${array}[at + ${part}u] = value${width === 4 ? `[${part}]` : ''};`);
  return `fn ${array}Set(at: u32, value: V) { ${parts.join(' ')} }`;
}
