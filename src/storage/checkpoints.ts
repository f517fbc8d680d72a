/**
 * States of runs from which training can go on: a JSON header and arrays of numbers for each, in the Origin Private File System.
 * Every run has two files that are written in turn, so that a write that a crash cuts off leaves the one before it readable.
 * Saving needs synchronous access handles, which only dedicated workers have; the rest works in windows too.
 */
import { within } from '../engine/within';
import { StorageFull } from './archive';
import { CheckpointBusy, type CheckpointStore, type KeptCheckpoint } from './checkpointStore';
import { memoryCheckpoints } from './memoryCheckpoints';
import { type Slot, readSlot, slotPieces } from './slot';

export { CheckpointBusy, type Checkpoint, type CheckpointStore, type KeptCheckpoint } from './checkpointStore';

const FOLDER = 'checkpoints';
const SILENT_MS = 10_000;
const SLOTS = [0, 1] as const;
type SlotNumber = (typeof SLOTS)[number];

export async function openCheckpoints(): Promise<CheckpointStore> {
  if (typeof navigator === 'undefined' || !navigator.storage?.getDirectory) return memoryCheckpoints();
  // Workers save, and where they cannot there is nothing for a window to find either.
  const canSave = typeof document !== 'undefined' || (typeof FileSystemFileHandle !== 'undefined' && 'createSyncAccessHandle' in FileSystemFileHandle.prototype);
  if (!canSave) return memoryCheckpoints();
  try {
    const root = await within(SILENT_MS, 'the private file system', navigator.storage.getDirectory());
    return checkpointsIn(await root.getDirectoryHandle(FOLDER, { create: true }));
  } catch {
    return memoryCheckpoints(); // refused or left unanswered, as some browsers do in private windows
  }
}

function checkpointsIn(folder: FileSystemDirectoryHandle): CheckpointStore {
  /** Which slot of a run is the newest whole one, as far as this worker knows. */
  const newest = new Map<string, { slot: SlotNumber; sequence: number } | null>();

  async function read(runId: string): Promise<Slot | null> {
    const slots = await Promise.all(SLOTS.map((slot) => readFile(folder, fileName(runId, slot))));
    const best = SLOTS.filter((slot) => slots[slot]).sort((a, b) => slots[b]!.sequence - slots[a]!.sequence)[0];
    newest.set(runId, best === undefined ? null : { slot: best, sequence: slots[best]!.sequence });
    return best === undefined ? null : slots[best]!;
  }

  return {
    keeps: 'stored',
    async save(runId, header, arrays) {
      if (!newest.has(runId)) await read(runId);
      const former = newest.get(runId);
      const slot = former?.slot === 0 ? 1 : 0;
      const sequence = (former?.sequence ?? 0) + 1;
      await writeFile(folder, fileName(runId, slot), slotPieces(sequence, header, arrays));
      newest.set(runId, { slot, sequence });
    },
    load: (runId) => read(runId),
    async remove(runId) {
      newest.delete(runId);
      await Promise.all(SLOTS.map((slot) => removeFile(folder, fileName(runId, slot))));
    },
    async list() {
      const kept = new Map<string, KeptCheckpoint>();
      for await (const entry of folder.values()) {
        const runId = runIdOf(entry.name);
        if (entry.kind !== 'file' || runId === null) continue;
        const { size, lastModified } = await (entry as FileSystemFileHandle).getFile();
        const other = kept.get(runId);
        kept.set(runId, { runId, bytes: size + (other?.bytes ?? 0), savedAt: Math.max(lastModified, other?.savedAt ?? 0) });
      }
      return [...kept.values()];
    },
  };
}

async function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<Slot | null> {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    return readSlot(await file.arrayBuffer());
  } catch (error) {
    // What cannot be read is as good as not there: the other slot may be.
    if (isNamed(error, 'NotFoundError') || isNamed(error, 'NotReadableError')) return null;
    throw error;
  }
}

async function writeFile(folder: FileSystemDirectoryHandle, name: string, pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  const access = await openForWriting(folder, name);
  try {
    let at = 0;
    for (const piece of pieces) {
      const written = access.write(piece, { at });
      if (written !== piece.length) throw new DOMException('fewer bytes were written than given', 'QuotaExceededError');
      at += written;
    }
    access.truncate(at);
    access.flush();
  } catch (error) {
    access.truncate(0); // gives its room back
    throw isNamed(error, 'QuotaExceededError') ? checkpointFull() : error;
  } finally {
    access.close();
  }
}

async function openForWriting(folder: FileSystemDirectoryHandle, name: string): Promise<FileSystemSyncAccessHandle> {
  try {
    return await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
  } catch (error) {
    if (isNamed(error, 'QuotaExceededError')) throw checkpointFull();
    throw isNamed(error, 'NoModificationAllowedError') ? new CheckpointBusy() : error;
  }
}

async function removeFile(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name);
  } catch (error) {
    if (isNamed(error, 'NoModificationAllowedError')) throw new CheckpointBusy();
    if (!isNamed(error, 'NotFoundError')) throw error;
  }
}

/** Ids of runs that came from elsewhere are foreign text; escaped, they are names of files and nothing else. */
function fileName(runId: string, slot: SlotNumber): string {
  return `${encodeURIComponent(runId)}.${slot}.state`;
}

function runIdOf(name: string): string | null {
  const escaped = /^(.+)\.[01]\.state$/.exec(name)?.[1];
  return escaped === undefined ? null : decodeURIComponent(escaped);
}

function checkpointFull(): StorageFull {
  return new StorageFull(
    'The browser’s storage for this page is full, so the state of this run could not be saved; after a reload it resumes from an earlier step. ' +
      'Delete runs that you no longer need or free some disk space.',
  );
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
