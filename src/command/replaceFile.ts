import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file and whatever folder it needs. Whoever reads meanwhile finds the old file or the new one, and so does whoever comes after
 * a kill; the name of the pending one is nobody else's, on whichever machine.
 */
export function replaceFile(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const pending = `${file}.${randomUUID()}.part`;
  writeFileSync(pending, text, { flush: true });
  renameSync(pending, file);
}
