/**
 * The parameters of whatever a person pasted: a whole address, `?query` or a bare query. A fragment is not part of
 * them. Malformed percent signs are kept as they are; nothing here throws.
 */
export function queryOf(link: string | URLSearchParams): URLSearchParams {
  if (typeof link !== 'string') return link;
  const text = link.trim().replace(/#.*$/su, '');
  const start = text.indexOf('?');
  if (start >= 0) return new URLSearchParams(text.slice(start + 1));
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^\.{0,2}\//.test(text);
  return new URLSearchParams(isAddress ? '' : text);
}
