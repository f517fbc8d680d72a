/**
 * Images of the visitor's own as plain files, in `own/` of the local data folder: sub-folders are classes, or `train` and `test`
 * with classes below them (data/own/plan.ts). The page decodes them; here they are only listed and handed out.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isImagePath } from '../data/own/plan.ts';
import type { FoundFile, ListedFile } from './localFile.ts';

export const OWN_FOLDER = 'own';

/** Folders below own/: split, class, and what a visitor sorts by within a class. Ends the walk where links form a circle. */
const MOST_DEPTH = 5;
/** As many images as can be kept, and some that cannot be read. */
const MOST_FILES = 100_000;

/** Every image file below `directory`/own, by name; none where there is no such folder. */
export async function listOwnImages(directory: string): Promise<ListedFile[]> {
  const listed: ListedFile[] = [];
  await walk(path.join(directory, OWN_FOLDER), '', MOST_DEPTH, listed);
  return listed;
}

async function walk(root: string, below: string, depth: number, listed: ListedFile[]): Promise<void> {
  const names = await readdir(path.join(root, below)).catch(() => []);
  for (const name of names.sort()) {
    const found = await stat(path.join(root, below, name)).catch(() => null);
    const file = below + name;
    if (found?.isFile() && isImagePath(file)) listed.push({ name: file, bytes: found.size });
    else if (found?.isDirectory() && depth > 1) await walk(root, `${file}/`, depth - 1, listed);
    if (listed.length >= MOST_FILES) return;
  }
}

/** `wanted` as the address spells it. Null where it is no image file below own/: names with dots in front lead nowhere. */
export async function ownImage(directory: string, wanted: string): Promise<FoundFile | null> {
  const [folder, ...parts] = wanted.split('/').map(decoded);
  if (folder !== OWN_FOLDER || parts.some((part) => part === null || !/^[^/\\\0]+$/.test(part))) return null;
  const name = parts.join('/');
  if (!isImagePath(name)) return null;
  const file = path.join(directory, OWN_FOLDER, name);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { path: file, bytes: found.size } : null;
}

/** Null where the percent signs are malformed. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
