/** Downloads a large file to disk: goes on where an interrupted download stopped, and verifies a checksum at the end. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { chunksOf } from '../data/chunks';

/** The file could not be fetched whole. */
export class DownloadFailed extends Error {
  override name = 'DownloadFailed';
}

export interface Download {
  url: URL;
  /** Where the whole, verified file ends up; until then it is `<file>.part`. */
  file: string;
  /** Null skips verification. */
  md5: string | null;
}

/** `onProgress` gets bytes so far (those of an earlier attempt included), bytes at the start, and all bytes where known. */
export async function download(
  { url, file, md5 }: Download,
  onProgress: (bytes: number, startBytes: number, total: number | null) => void,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.part`;
  const there = await stat(part).then(({ size }) => size, () => 0);
  const response = await answerFrom(url, there);
  const startBytes = response.status === 206 ? there : 0;
  const length = Number(response.headers.get('content-length') ?? NaN);
  const total = Number.isFinite(length) ? startBytes + length : null;
  const bytes = await append(response, part, startBytes, (bytes) => onProgress(bytes, startBytes, total));
  if (total !== null && bytes !== total) throw interrupted(url, 'the server ended the connection early');
  if (md5 !== null) await verify(url, part, md5);
  await rename(part, file);
}

async function answerFrom(url: URL, there: number): Promise<Response> {
  const response = await fetch(url, there > 0 ? { headers: { Range: `bytes=${there}-` } } : {}).catch((error: unknown) => {
    throw new DownloadFailed(
      `${url.host} cannot be reached (${reason(error)}). Check the connection, or name another place with --from, then run “npm run fetch-data” again.`,
    );
  });
  // The server has nothing beyond what is there: a part of another file, or one that is whole but was never renamed.
  if (response.status === 416) return answerFrom(url, 0);
  if (response.ok && response.body) return response;
  throw new DownloadFailed(
    `${url.href} answers ${response.status} ${response.statusText}. Try again later, or name another place with --from.`,
  );
}

async function append(response: Response, part: string, startBytes: number, onBytes: (bytes: number) => void): Promise<number> {
  const target = await open(part, startBytes > 0 ? 'a' : 'w');
  let bytes = startBytes;
  try {
    for await (const chunk of chunksOf(response.body!)) {
      await target.writeFile(chunk);
      bytes += chunk.length;
      onBytes(bytes);
    }
  } catch (error) {
    throw isFull(error) ? error : interrupted(new URL(response.url), reason(error));
  } finally {
    await target.close();
  }
  return bytes;
}

async function verify(url: URL, part: string, md5: string): Promise<void> {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer);
  const found = hash.digest('hex');
  if (found === md5) return;
  await rm(part);
  throw new DownloadFailed(
    `What ${url.host} sent as ${path.basename(url.pathname)} is not the official file: its MD5 is ${found}, expected ${md5}. ` +
      'It was deleted; run “npm run fetch-data” again.',
  );
}

function interrupted(url: URL, why: string): DownloadFailed {
  return new DownloadFailed(`The download from ${url.host} broke off (${why}). Run “npm run fetch-data” again; it resumes there.`);
}

/** The disk, not the network, is the trouble. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** The innermost cause is what tells something: fetch itself only says that it failed. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? reason(error.cause) : error.message || error.name;
}
