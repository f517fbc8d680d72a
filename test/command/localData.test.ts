import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preview, type PreviewServer } from 'vite';
import { localData } from '../../src/command/localData';
import { localFolder } from '../../src/data/library/localFolder';

let directory: string;
let server: PreviewServer;
let address: string;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'local-data-'));
  mkdirSync(path.join(directory, 'data/cifar-10-batches-bin'), { recursive: true });
  writeFileSync(path.join(directory, 'data/cifar-10-batches-bin/data_batch_1.bin'), Buffer.alloc(3073, 7));
  writeFileSync(path.join(directory, 'data/cifar-10-batches-bin/readme.html'), 'no image');
  mkdirSync(path.join(directory, 'data/cifar-10-batches-bin/folder.bin'));
  symlinkSync('/nowhere', path.join(directory, 'data/cifar-10-batches-bin/broken.bin'));
  writeFileSync(path.join(directory, 'secret.bin'), 'secret');
  writeFileSync(path.join(directory, 'secret.png'), 'secret');
  mkdirSync(path.join(directory, 'data/own/cat & dog/.hidden'), { recursive: true });
  for (const name of ['cat & dog/1 %.png', 'cat & dog/notes.txt', 'cat & dog/.hidden/2.png', 'loose.jpg']) {
    writeFileSync(path.join(directory, 'data/own', name), `image ${name}`);
  }
  symlinkSync('..', path.join(directory, 'data/own/circle'));
  // What a static host would serve: it must not win.
  mkdirSync(path.join(directory, 'dist/local-data'), { recursive: true });
  writeFileSync(path.join(directory, 'dist/local-data/manifest.json'), '{"folders":{}}');
  writeFileSync(path.join(directory, 'dist/index.html'), '<title>page</title>');
  server = await preview({
    configFile: false,
    root: directory,
    logLevel: 'error',
    plugins: [localData(path.join(directory, 'data'))],
    preview: { port: 5340, host: 'localhost' },
  });
  address = server.resolvedUrls!.local[0]!;
});

afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

test('the manifest lists existing folders, their .bin files and own images', async () => {
  const manifest = await fetch(`${address}local-data/manifest.json`);
  expect(manifest.headers.get('Content-Type')).toBe('application/json');
  const { folders } = (await manifest.json()) as { folders: Record<string, { name: string; bytes: number }[]> };
  expect(folders['cifar-10-batches-bin']).toEqual([{ name: 'data_batch_1.bin', bytes: 3073 }]);
  expect(folders.own!.filter(({ name }) => !name.startsWith('circle'))).toEqual([
    { name: 'cat & dog/1 %.png', bytes: 'image cat & dog/1 %.png'.length },
    { name: 'loose.jpg', bytes: 'image loose.jpg'.length },
  ]);
  expect(Object.keys(folders)).toHaveLength(2);
});

test('a listed file arrives whole', async () => {
  const response = await fetch(`${address}local-data/cifar-10-batches-bin/data_batch_1.bin?again`);
  expect(response.headers.get('Content-Length')).toBe('3073');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(bytes).toHaveLength(3073);
  expect(bytes.every((byte) => byte === 7)).toBe(true);
});

test('an own image arrives whole, whatever its name', async () => {
  const source = localFolder(new URL(address));
  expect(await new Response((await source.open('own', 'cat & dog/1 %.png')) as ReadableStream<Uint8Array<ArrayBuffer>>).text()).toBe('image cat & dog/1 %.png');
});

/** As a hostile client sends it: `fetch` would tidy the path up. */
function rawStatus(pathname: string): Promise<number | undefined> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: pathname }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
  });
}

test.each(['cifar-10-batches-bin/readme.html', 'cifar-10-batches-bin/broken.bin', '../secret.bin', 'cifar-10-batches-bin/../../secret.bin', 'cifar-10-batches-bin/..%2f..%2fsecret.bin', 'secret.bin', 'own/cat%20&%20dog/notes.txt', 'own/cat%20&%20dog/.hidden/2.png', 'own/../../secret.png', 'own/..%2f..%2fsecret.png', 'own/%2e%2e/%2e%2e/secret.png', 'own/%', 'own', 'own/'])(
  '%s is not served',
  async (name) => {
    expect(await rawStatus(`/local-data/${name}`)).toBe(404);
  },
);
