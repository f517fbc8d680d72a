import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { download } from '../../src/command/download';
import { cifarFormats } from '../../src/data/cifar/format';
import { records, tarGz } from './support/cifarFiles';

const { cifar10, cifar100 } = cifarFormats;
let archives: Record<string, Uint8Array<ArrayBuffer>>;
let server: Server;
let site: string;
let folder: string;
let requests: IncomingMessage[];
/** Set to answer in another way than with the archives. */
let answer: ((request: IncomingMessage, response: ServerResponse) => void) | null;

beforeAll(async () => {
  const sixFiles = [...cifar10.trainFiles, ...cifar10.testFiles].map((name, index) => [`cifar-10-batches-bin/${name}`, records(cifar10, 2, index)]);
  archives = {
    '/cifar-10-binary.tar.gz': await tarGz(Object.fromEntries(sixFiles) as Record<string, Uint8Array<ArrayBuffer>>),
    '/cifar-100-binary.tar.gz': await tarGz({ 'cifar-100-binary/train.bin': records(cifar100, 3), 'cifar-100-binary/test.bin': records(cifar100, 2) }),
  };
  server = createServer((request, response) => {
    requests.push(request);
    if (answer) return answer(request, response);
    const body = archives[request.url ?? ''];
    if (!body) return response.writeHead(404).end();
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= body.length) return response.writeHead(416).end();
    response.writeHead(from > 0 ? 206 : 200, { 'Content-Length': body.length - from }).end(body.subarray(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fetch-data-'));
  requests = [];
  answer = null;
});
afterEach(() => rm(folder, { recursive: true }));

function fetchData(...options: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/command/fetchData.ts', '--to', folder, ...options]);
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

describe('npm run fetch-data', { timeout: 30_000 }, () => {
  test('fetches and unpacks both archives, and the second time has nothing to do', async () => {
    const first = await fetchData('--from', site, '--no-verify');
    expect(first).toMatchObject({ code: 0 });
    expect((await readdir(folder)).sort()).toEqual(['cifar-10-batches-bin', 'cifar-100-binary']);
    expect(await readdir(path.join(folder, 'cifar-10-batches-bin'))).toHaveLength(6);
    const asked = requests.length;
    const second = await fetchData('--from', site, '--no-verify');
    expect(second.output).toMatch(/CIFAR-10 is already in/);
    expect(requests.length).toBe(asked);
  });

  test('refuses an archive that is not the official one', async () => {
    const { code, output } = await fetchData('--from', site);
    expect(code).toBe(1);
    expect(output).toMatch(/not the official file: its MD5 is [0-9a-f]{32}, expected c32a1d4a.*run “npm run fetch-data” again/);
    expect(await readdir(folder)).toEqual([]);
  });

  test('says what to do when the site cannot be reached or has no such file', async () => {
    expect(await fetchData('--from', 'http://127.0.0.1:9/')).toMatchObject({ code: 1, output: expect.stringMatching(/cannot be reached.*Check the connection/) as string });
    expect(await fetchData('--from', `${site}none`)).toMatchObject({ code: 1, output: expect.stringMatching(/answers 404/) as string });
  });

  test('explains itself when called with unknown options', async () => {
    expect(await fetchData('--everything')).toMatchObject({ code: 2, output: expect.stringMatching(/--no-verify/) as string });
  });
});

describe('download', () => {
  const name = '/cifar-100-binary.tar.gz';
  const md5 = () => createHash('md5').update(archives[name]!).digest('hex');
  const fetching = () => download({ url: new URL(name, site), file: path.join(folder, 'a.tar.gz'), md5: md5() }, () => undefined);

  test('goes on where it stopped', async () => {
    await writeFile(path.join(folder, 'a.tar.gz.part'), archives[name]!.subarray(0, 100));
    await fetching();
    expect(requests[0]!.headers.range).toBe('bytes=100-');
    expect(await readdir(folder)).toEqual(['a.tar.gz']);
  });

  test('starts over where the server cannot go on, or the part is too long', async () => {
    answer = (_, response) => response.end(archives[name]);
    await writeFile(path.join(folder, 'a.tar.gz.part'), 'something else');
    await fetching();
    answer = null;
    await writeFile(path.join(folder, 'a.tar.gz.part'), new Uint8Array(1e5));
    await fetching();
    expect(await readdir(folder)).toEqual(['a.tar.gz']);
  });

  test('keeps what came before a connection broke', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': archives[name]!.length });
      response.write(archives[name]!.subarray(0, 50), () => setTimeout(() => response.destroy(), 50));
    };
    await expect(fetching()).rejects.toThrow(/broke off.*again; it resumes there/);
    answer = null;
    await fetching();
    expect(requests.at(-1)!.headers.range).toBe('bytes=50-');
  });
});
