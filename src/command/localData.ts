/**
 * Offers images that lie on this machine to the page, read-only:
 *   local-data/manifest.json      which folders of the official layout there are and their .bin files, and the image files below own/
 *   local-data/<folder>/<file>    the bytes of one of these files
 * A vite plugin, so that the development server, `npm start` and the headless command all do the same. A static host
 * serves the empty manifest of public/ instead, and the page then offers nothing.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Plugin } from 'vite';
import { isolationHeaders } from './isolationHeaders.ts';
import type { FoundFile, ListedFile } from './localFile.ts';
import { listOwnImages, ownImage, OWN_FOLDER } from './ownImages.ts';

/** Where `npm run fetch-data` puts its files, next to package.json; git ignores it. */
export const DEFAULT_DATA_FOLDER = 'local-data';

/** Folder names as the archives of the CIFAR site unpack. */
const officialFolders = ['cifar-10-batches-bin', 'cifar-100-binary'] as const;

/** Which folders of images `directory` holds, with their files by name. A missing folder is simply not listed. */
export async function listLocalData(directory: string): Promise<Record<string, ListedFile[]>> {
  const own = await listOwnImages(directory);
  return { ...(await listOfficial(directory)), ...(own.length > 0 && { [OWN_FOLDER]: own }) };
}

async function listOfficial(directory: string): Promise<Record<string, ListedFile[]>> {
  const folders: Record<string, ListedFile[]> = {};
  for (const folder of officialFolders) {
    const names = await readdir(path.join(directory, folder)).catch(() => []);
    const files: ListedFile[] = [];
    for (const name of names.filter((name) => name.endsWith('.bin')).sort()) {
      const found = await stat(path.join(directory, folder, name)).catch(() => null);
      if (found?.isFile()) files.push({ name, bytes: found.size });
    }
    if (files.length > 0) folders[folder] = files;
  }
  return folders;
}

/** Answers requests below `local-data/`; `directory` defaults to `local-data` beside package.json. */
export function localData(directory: string = DEFAULT_DATA_FOLDER): Plugin {
  const answer = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
    const wanted = wantedPath(request.url ?? '');
    if (wanted === null) next();
    else serve(directory, wanted, request, response).catch((error: unknown) => {
      // A visitor who leaves mid-file closes the connection; that is no failure of ours.
      if (!response.headersSent) next(error);
    });
  };
  return {
    name: 'local-data',
    configureServer: (server) => void server.middlewares.use(answer),
    // Registered before vite's own middleware, so it comes before the built manifest.json.
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  };
}

/** What follows `local-data/` in a request, or null where it is none of ours. */
function wantedPath(address: string): string | null {
  const [pathname = ''] = address.split('?');
  return /\/local-data\/(.+)$/.exec(pathname)?.[1] ?? null;
}

async function serve(directory: string, wanted: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(isolationHeaders)) response.setHeader(name, value);
  response.setHeader('Cache-Control', 'no-cache');
  if (wanted === 'manifest.json') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ folders: await listLocalData(directory) }));
    return;
  }
  const file = (await officialFile(directory, wanted)) ?? (await ownImage(directory, wanted));
  if (file === null) {
    response.statusCode = 404;
    response.end('There is no such file in the local data folder.');
    return;
  }
  response.setHeader('Content-Type', 'application/octet-stream');
  response.setHeader('Content-Length', file.bytes);
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}

/** Only names that were just listed are opened, so no path can lead out of the folder. */
async function officialFile(directory: string, wanted: string): Promise<FoundFile | null> {
  const listed = Object.entries(await listOfficial(directory)).flatMap(([folder, files]) => files.map((file) => ({ folder, ...file })));
  const file = listed.find(({ folder, name }) => wanted === `${folder}/${name}`);
  return file ? { path: path.join(directory, file.folder, file.name), bytes: file.bytes } : null;
}
