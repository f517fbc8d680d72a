/**
 * A number for a text that is the same on every machine and visit: FNV-1a (Fowler, Noll and Vo) over its UTF-16 units, then
 * the finaliser of MurmurHash3 (Appleby), since names of files often differ in their last character alone.
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
