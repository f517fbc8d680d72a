/**
 * Where the browser offers no storage: the files stay in the data worker's memory until the page is closed, and the
 * training worker asks for them over a channel. Blobs cross by reference, so nothing is copied.
 */
import type { FileStore, ImageSource } from './source';

const CHANNEL = 'expand-or-narrow: images of this visit';
/** How long the training worker waits for an answer; nobody answers where nothing was dropped. */
const ANSWER_MS = 500;

type Message = { kind: 'wanted'; folder: string } | { kind: 'held'; folder: string; files: ReadonlyMap<string, Blob> };

export interface VisitFiles extends FileStore {
  files(folder: string): ReadonlyMap<string, Blob>;
}

/** The data worker's store. */
export function visitFiles(): VisitFiles {
  const folders = new Map<string, Map<string, Blob>>();
  return {
    source: 'this visit',
    files: (folder) => folders.get(folder) ?? new Map<string, Blob>(),
    list: (folder) => Promise.resolve(listed(folders.get(folder))),
    open: (folder, name) => Promise.resolve(folders.get(folder)!.get(name)!.stream()),
    write(folder, name) {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      return Promise.resolve({
        write: (chunk) => void chunks.push(chunk as Uint8Array<ArrayBuffer>),
        keep() {
          const files = folders.get(folder) ?? new Map<string, Blob>();
          folders.set(folder, files.set(name, new Blob(chunks)));
          return Promise.resolve();
        },
        discard: () => Promise.resolve(void chunks.splice(0)),
      });
    },
    remove: (folder) => Promise.resolve(void folders.delete(folder)),
  };
}

/** Lets other workers of this page read the store; returns what ends it. */
export function shareVisitFiles(store: VisitFiles): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== 'wanted') return;
    const files = store.files(data.folder);
    if (files.size > 0) channel.postMessage({ kind: 'held', folder: data.folder, files } satisfies Message);
  };
  return () => channel.close();
}

/** The training worker's view of the same files. */
export function visitFilesElsewhere(): ImageSource {
  const known = new Map<string, ReadonlyMap<string, Blob>>();
  return {
    source: 'this visit',
    async list(folder) {
      const files = await askFor(folder);
      known.set(folder, files);
      return listed(files);
    },
    open: (folder, name) => Promise.resolve(known.get(folder)!.get(name)!.stream()),
  };
}

function askFor(folder: string): Promise<ReadonlyMap<string, Blob>> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise<ReadonlyMap<string, Blob>>((resolve) => {
    const waited = setTimeout(() => resolve(new Map()), ANSWER_MS);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind !== 'held' || data.folder !== folder) return;
      clearTimeout(waited);
      resolve(data.files);
    };
    channel.postMessage({ kind: 'wanted', folder } satisfies Message);
  }).finally(() => channel.close());
}

function listed(files: ReadonlyMap<string, Blob> | undefined): { name: string; bytes: number }[] {
  return [...(files ?? [])].map(([name, blob]) => ({ name, bytes: blob.size }));
}
