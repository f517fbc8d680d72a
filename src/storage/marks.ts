/** Names and notes may come from files of strangers: short, and without what would turn a line around or break it. */
import { noMarks, type RunMarks } from './archive';

export const NAME_CHARACTERS = 80;
export const NOTE_CHARACTERS = 2_000;

/** Control, format (which includes the bidirectional overrides), private and unassigned code points. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

export function tidyName(text: string): string {
  return cut(text.slice(0, 20 * NAME_CHARACTERS).replace(/\s+/gu, ' ').replace(UNPRINTABLE, '').trim(), NAME_CHARACTERS);
}

/** Lines stay; spaces at the end go. */
export function tidyNote(text: string): string {
  const lines = text.slice(0, 4 * NOTE_CHARACTERS).replace(/\r\n?/gu, '\n').replace(/\t/gu, ' ').split('\n');
  return cut(lines.map((line) => line.replace(UNPRINTABLE, '')).join('\n').trimEnd(), NOTE_CHARACTERS);
}

/** What was marked before, changed; or what is stored, as far as it can be read. */
export function withMarks(before: Partial<Record<keyof RunMarks, unknown>> | undefined, changes: Partial<RunMarks> = {}): RunMarks {
  const { name, note, pinned } = { ...noMarks, ...before, ...changes };
  return { name: typeof name === 'string' ? tidyName(name) : '', note: typeof note === 'string' ? tidyNote(note) : '', pinned: pinned === true };
}

/** By whole characters, never through the middle of one. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? characters.slice(0, most).join('') : text;
}
