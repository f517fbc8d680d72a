import { stripVTControlCharacters } from 'node:util';

/** An error's message as one line, without what could steer a terminal. */
export function oneLine(error: unknown): string {
  return stripVTControlCharacters((error as Error).message).replace(/\s*\n\s*/g, ' ');
}
