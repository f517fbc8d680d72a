/** Where in an address a result is. Light, so that the page can look before it loads anything that reads one. */

/** Characters of a whole fragment, from "#" on: what chats and trackers still pass on whole. */
export const LONGEST_FRAGMENT = 8_192;

const KEY = '#run=';

/** What `#run=` holds, however damaged; null where a fragment is about something else. */
export function payloadIn(fragment: string): string | null {
  return fragment.startsWith(KEY) ? fragment.slice(KEY.length) : null;
}

export function fragmentOf(payload: string): string {
  return KEY + payload;
}
