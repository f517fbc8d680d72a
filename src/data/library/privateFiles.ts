/**
 * The Origin Private File System: files that only this page can see, kept for the next visit. Writing uses synchronous
 * access handles, which every current browser has, but only in a dedicated worker; reading works everywhere.
 */
import { within } from '../../engine/within';
import { StorageBusy, StorageFull, type FileStore, type PendingFile } from './source';

/** All folders of this page lie below this one. */
const ROOT = 'images';
/** Ending of a file that is still being written, or whose writing was interrupted. */
const PENDING = '.part';
const SILENT_MS = 10_000;

/** Renaming in place; in every browser that has access handles, but not in TypeScript's library yet. */
interface MovableFile extends FileSystemFileHandle {
  move(name: string): Promise<void>;
}

/** Null where the browser has no such storage or refuses it, as some do in private windows. */
export async function privateFiles(): Promise<FileStore | null> {
  if (typeof navigator === 'undefined' || !navigator.storage?.getDirectory) return null;
  if (typeof FileSystemFileHandle === 'undefined' || !('move' in FileSystemFileHandle.prototype)) return null;
  try {
    return filesIn(await within(SILENT_MS, 'the private file system', navigator.storage.getDirectory()));
  } catch {
    return null;
  }
}

export function filesIn(storage: FileSystemDirectoryHandle): FileStore {
  async function folderNamed(name: string, create: boolean): Promise<FileSystemDirectoryHandle | null> {
    try {
      const root = await storage.getDirectoryHandle(ROOT, { create });
      return await root.getDirectoryHandle(name, { create });
    } catch (error) {
      if (isNamed(error, 'NotFoundError')) return null;
      throw error;
    }
  }
  return {
    source: 'stored',
    async list(folder) {
      const directory = await folderNamed(folder, false);
      const files = [];
      for await (const entry of directory?.values() ?? []) {
        if (entry.kind !== 'file' || entry.name.endsWith(PENDING)) continue;
        const { size } = await (entry as FileSystemFileHandle).getFile();
        files.push({ name: entry.name, bytes: size });
      }
      return files;
    },
    async open(folder, name) {
      const directory = await storage.getDirectoryHandle(ROOT).then((root) => root.getDirectoryHandle(folder));
      return (await (await directory.getFileHandle(name)).getFile()).stream();
    },
    async write(folder, name) {
      const directory = await folderNamed(folder, true);
      return pendingFile(directory!, name);
    },
    async remove(folder) {
      const root = await storage.getDirectoryHandle(ROOT, { create: true });
      await root.removeEntry(folder, { recursive: true }).catch((error: unknown) => {
        if (!isNamed(error, 'NotFoundError')) throw error;
      });
    },
  };
}

/** Writes beside the final place and moves there at the end, so an interruption leaves the former file as it was. */
async function pendingFile(directory: FileSystemDirectoryHandle, name: string): Promise<PendingFile> {
  const file = (await directory.getFileHandle(name + PENDING, { create: true })) as MovableFile;
  const access = await file.createSyncAccessHandle().catch((error: unknown) => {
    throw isNamed(error, 'NoModificationAllowedError') ? new StorageBusy(name) : error;
  });
  access.truncate(0);
  let bytes = 0;
  return {
    write(chunk) {
      try {
        const written = access.write(chunk as Uint8Array<ArrayBuffer>, { at: bytes });
        if (written < chunk.length) throw new StorageFull(name);
        bytes += written;
      } catch (error) {
        throw isNamed(error, 'QuotaExceededError') ? new StorageFull(name) : error;
      }
    },
    async keep() {
      try {
        access.flush();
        access.close();
        await file.move(name);
      } catch (error) {
        if (isNamed(error, 'QuotaExceededError')) throw new StorageFull(name);
        throw isNamed(error, 'NoModificationAllowedError') ? new StorageBusy(name) : error;
      }
    },
    async discard() {
      access.close();
      await directory.removeEntry(name + PENDING);
    },
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
