/** Names of folders on their way to the page: a visitor's text, and so any text at all. */

const MOST_CHARACTERS = 40;

/** `\p{C}`: control, format (which includes the bidirectional overrides), private and unassigned code points. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A short single line that cannot change the direction of the text around it. */
function className(folder: string): string {
  const printable = folder.normalize('NFC').replace(/\s/gu, ' ').replace(UNPRINTABLE, '').replace(/ +/g, ' ').trim();
  const characters = [...printable];
  if (characters.length === 0) return 'unnamed';
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…` : printable;
}

/** One name per folder, no two alike: `cat`, `cat (2)`. */
export function classNames(folders: readonly string[]): string[] {
  const given = new Map<string, number>();
  return folders.map((folder) => {
    const name = className(folder);
    const times = (given.get(name) ?? 0) + 1;
    given.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
