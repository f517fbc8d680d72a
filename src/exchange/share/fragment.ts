/** Where in an address a result is. Light, so that the page can look before it loads anything that reads one. */

/** Characters of a whole fragment, from "#" on: what chats and trackers still pass on whole. */
export const LONGEST_FRAGMENT = 8_192;

const KEY = '#run=';

/** The same with its equals sign escaped, as some mail programs do. */
const KEY_FORMS = /^\s*#run(?:=|%3D)/i;
/** Spaces and line breaks that mail programs put into long lines. */
const BREAKS = /%0[AD]|%20|\s/gi;
/** Parameters that trackers add behind the fragment. */
const ADDED = /[&?#].*$/s;
/** A full stop, a bracket, an invisible mark: what stands behind an address in a sentence. */
const BEHIND = /[^\w-]+$/;

/**
 * What `#run=` holds, without what chat and mail programs add to addresses, however damaged; null where a fragment is about something
 * else. Its checksum tells whether it is whole.
 */
export function payloadIn(fragment: string): string | null {
  const key = KEY_FORMS.exec(fragment);
  if (!key) return null;
  return fragment.slice(key[0].length).replace(BREAKS, '').replace(/%5F/gi, '_').replace(/%2D/gi, '-').replace(ADDED, '').replace(BEHIND, '');
}

export function fragmentOf(payload: string): string {
  return KEY + payload;
}
