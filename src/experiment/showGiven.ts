/** Foreign text on its way into a sentence: quoted, without control or direction characters, and short. */

const SHOWN_CHARACTERS = 40;

/** `\p{C}`: control, format (which includes the bidirectional overrides), private and unassigned code points. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** “text”, cut to 40 characters with an ellipsis. Nothing printable is left of an empty or hostile text but “”. */
export function showGiven(text: string): string {
  // A link may be megabytes long; the first few hundred characters hold all that can be shown.
  const printable = text.slice(0, 20 * SHOWN_CHARACTERS).replace(UNPRINTABLE, '').replace(/\s+/gu, ' ').trim();
  const characters = [...printable];
  const cut = characters.length > SHOWN_CHARACTERS || text.length > 20 * SHOWN_CHARACTERS;
  return `“${characters.slice(0, SHOWN_CHARACTERS).join('')}${cut ? '…' : ''}”`;
}
