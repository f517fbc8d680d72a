/** The files of a folder that was dropped or chosen, with their paths below it. */
import type { FolderFile } from '../../data/own/importFolder';

/** Enough for the most images that can be kept, and a bound on a whole disk that was dropped by mistake. */
const MOST_FILES = 200_000;

/** A picker names the chosen folder first in every path. */
export function chosenFolder(files: readonly File[]): FolderFile[] {
  return files.slice(0, MOST_FILES).map((file) => ({ path: file.webkitRelativePath.replace(/^[^/]*\//, ''), file }));
}

/**
 * Null where nothing but files was dropped. One dropped folder is the folder; of several, each is a sub-folder of it. To be called
 * while the event is handled: afterwards the browser has emptied `transfer`.
 */
export function droppedFolder(transfer: DataTransfer): Promise<FolderFile[]> | null {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const folders = entries.filter(isFolder);
  if (folders.length === 0) return null;
  const [only] = folders;
  return entries.length === 1 && only ? filesIn(only, '') : gathered(entries, '');
}

async function filesIn(folder: FileSystemDirectoryEntry, path: string): Promise<FolderFile[]> {
  return gathered(await childrenOf(folder), path);
}

async function gathered(entries: readonly FileSystemEntry[], path: string): Promise<FolderFile[]> {
  const found: FolderFile[] = [];
  for (const entry of entries) {
    const below = path + entry.name;
    if (isFolder(entry)) found.push(...(await filesIn(entry, `${below}/`)));
    else found.push({ path: below, file: await fileOf(entry as FileSystemFileEntry) });
    if (found.length > MOST_FILES) break;
  }
  return found;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** A reader hands out its entries in portions, the last of them empty. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
