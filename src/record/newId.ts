/** An id that no other tab, visit or machine gives. */
export function newId(): string {
  // `randomUUID` exists in secure contexts only, and a page in a local network may be served without.
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
