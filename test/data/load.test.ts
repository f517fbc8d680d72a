import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cifarFormats } from '../../src/data/cifar/format';
import { importFiles } from '../../src/data/library/importing';
import { localFolder } from '../../src/data/library/localFolder';
import { shareVisitFiles, visitFiles, visitFilesElsewhere } from '../../src/data/library/visitFiles';
import { DataMissing, loadDataset } from '../../src/data/load';
import { records } from './support/cifarFiles';

const { cifar10 } = cifarFormats;
type Sources = Parameters<typeof loadDataset>[4];
const load = (source: 'cifar10' | 'cifar100' | 'own', sources?: Sources, onProgress?: (share: number) => void) => loadDataset(source, 500, 1, onProgress, sources);

test('says how to get images that are missing', async () => {
  const loading = load('cifar10');
  await expect(loading).rejects.toThrow(DataMissing);
  await expect(loading).rejects.toThrow(/no CIFAR-10 images.*Drop cifar-10-binary\.tar\.gz/);
  await expect(load('own')).rejects.toThrow(DataMissing);
  await expect(load('own')).rejects.toThrow(/no images of your own.*Drop a folder/);
});

test('names what is missing of a set that is there in part', async () => {
  const store = visitFiles();
  await importFiles(store, [new File([records(cifar10, 3)], 'data_batch_1.bin')]);
  await expect(load('cifar10', () => Promise.resolve([store]))).rejects.toThrow(/lacks its test images \(test_batch\.bin\)/);
});

describe('a folder that the project’s server offers', () => {
  const files: Record<string, Uint8Array | string> = {
    '/sub/local-data/manifest.json': JSON.stringify({
      folders: {
        'cifar-10-batches-bin': [
          { name: 'test_batch.bin', bytes: 2 * 3073 },
          { name: 'data_batch_2.bin', bytes: 3073 },
          { name: 'data_batch_1.bin', bytes: 4 * 3073 },
        ],
        'cifar-100-binary': [{ name: 'train.bin', bytes: 3074 }, { name: 'test.bin', bytes: 3074 }],
      },
    }),
    '/sub/local-data/cifar-10-batches-bin/data_batch_1.bin': records(cifar10, 4),
    '/sub/local-data/cifar-10-batches-bin/data_batch_2.bin': records(cifar10, 1, 4),
    '/sub/local-data/cifar-10-batches-bin/test_batch.bin': records(cifar10, 2, 5),
    '/odd/local-data/manifest.json': '<!doctype html>',
  };
  let server: Server;
  let address: (path: string) => URL;

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      const body = files[incoming.url ?? ''];
      response.statusCode = body === undefined ? 404 : 200;
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = (path) => new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterAll(() => server.close());

  test('is read in the official order, with progress', async () => {
    const shares: number[] = [];
    const sources = () => Promise.resolve([localFolder(address('/sub/'))]);
    const dataset = await load('cifar10', sources, (share) => shares.push(share));
    expect([...dataset.train.labels.cifar10!]).toEqual([0, 1, 2, 3, 4]);
    expect([...dataset.test.labels.cifar10!]).toEqual([5, 6]);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('offers nothing where no manifest answers', async () => {
    for (const path of ['/odd/', '/none/']) expect(await localFolder(address(path)).list(cifar10.folder)).toEqual([]);
  });

  test('says when a listed file is not handed out', async () => {
    const loading = load('cifar100', () => Promise.resolve([localFolder(address('/sub/'))]));
    await expect(loading).rejects.toThrow(/lists train\.bin but answers 404/);
  });
});

test('without browser storage, a run that asks for files of this visit waits only briefly where there are none', async () => {
  // Node's channel cannot clone blobs, so files that do cross are a matter for a real browser.
  const stop = shareVisitFiles(visitFiles());
  const asked = performance.now();
  expect(await visitFilesElsewhere().list(cifar10.folder)).toEqual([]);
  expect(performance.now() - asked).toBeLessThan(2000);
  stop();
});
