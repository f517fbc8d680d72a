/** A folder on disk as a place for image files, so that what is fetched is checked and stored just as in the browser. */
import { closeSync, createReadStream, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FileStore } from '../data/library/source';

export function nodeFolder(directory: string): FileStore {
  const inside = (...parts: string[]) => path.join(directory, ...parts);
  return {
    source: 'local folder',
    async list(folder) {
      const names = (await readdir(inside(folder)).catch(() => [])).filter((name) => name.endsWith('.bin'));
      return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(inside(folder, name))).size })));
    },
    open: (folder, name) => Promise.resolve(Readable.toWeb(createReadStream(inside(folder, name))) as ReadableStream<Uint8Array>),
    write(folder, name) {
      mkdirSync(inside(folder), { recursive: true });
      const pending = inside(folder, `${name}.part`);
      const file = openSync(pending, 'w');
      return Promise.resolve({
        write(chunk) {
          for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
        },
        async keep() {
          fsyncSync(file);
          closeSync(file);
          await rename(pending, inside(folder, name));
        },
        async discard() {
          closeSync(file);
          await rm(pending);
        },
      });
    },
    remove: (folder) => rm(inside(folder), { recursive: true, force: true }),
  };
}
