import { describe, expect, test } from 'vitest';
import { cifarFormats } from '../../src/data/cifar/format';
import { holdingsOf } from '../../src/data/library/holdings';
import { importFiles } from '../../src/data/library/importing';
import { filesIn } from '../../src/data/library/privateFiles';
import type { FileStore } from '../../src/data/library/source';
import { visitFiles } from '../../src/data/library/visitFiles';
import { loadCifar } from '../../src/data/cifar/load';
import { gzipped, records, tarGz, tarOf } from './support/cifarFiles';
import { memoryFolder } from './support/memoryFolder';

const { cifar10, cifar100 } = cifarFormats;
type Bytes = Uint8Array<ArrayBuffer>;

const asFile = (bytes: Bytes, name: string) => new File([bytes], name);

function archiveMembers(): Record<string, Bytes> {
  return {
    'cifar-10-batches-bin/batches.meta.txt': new TextEncoder().encode('airplane\n'),
    'cifar-10-batches-bin/data_batch_1.bin': records(cifar10, 4),
    '../../cifar-10-batches-bin/data_batch_2.bin': records(cifar10, 3, 4),
    'cifar-10-batches-bin/test_batch.bin': records(cifar10, 2, 7),
  };
}

async function bytesOf(store: FileStore, folder: string, name: string): Promise<Uint8Array> {
  return new Uint8Array(await new Response((await store.open(folder, name)) as ReadableStream<Bytes>).arrayBuffer());
}

const stores = { 'private file system': () => filesIn(memoryFolder().root), 'memory of this visit': () => visitFiles() };

describe.each(Object.entries(stores))('%s', (_, newStore) => {
  test('takes an archive as its site hands it out, and a run can use it', async () => {
    const store = newStore();
    const shares: number[] = [];
    const file = asFile(await tarGz(archiveMembers()), 'cifar-10-binary.tar.gz');
    const { imported, problems } = await importFiles(store, [file], (_, share) => shares.push(share));
    expect(problems).toEqual([]);
    expect(imported).toEqual(['data_batch_1.bin', 'data_batch_2.bin', 'test_batch.bin']);
    expect(shares.at(-1)).toBe(1);
    const [holding] = await holdingsOf(store);
    expect(holding).toMatchObject({ dataset: 'cifar10', trainImages: 7, testImages: 2, missing: null });
    const dataset = await loadCifar(cifar10, 5, [store]);
    expect([...dataset.train.labels.cifar10!]).toEqual([0, 1, 2, 3, 4]);
    expect([...dataset.test.labels.cifar10!]).toEqual([7, 8]);
  });

  test('takes .bin files and an unzipped archive together, and removes one data set without the other', async () => {
    const store = newStore();
    const files = [
      asFile(records(cifar100, 3), 'train.bin'),
      asFile(records(cifar100, 2), 'test (1).bin'),
      asFile(tarOf(archiveMembers()), 'unzipped-by-the-browser.tar'),
    ];
    expect((await importFiles(store, files)).imported).toHaveLength(5);
    await store.remove(cifar10.folder);
    const left = await holdingsOf(store);
    expect(left.map(({ dataset }) => dataset)).toEqual(['cifar100']);
    await store.remove(cifar10.folder);
  });

  test('keeps what was stored when a later import fails half-way', async () => {
    const store = newStore();
    const good = records(cifar10, 4);
    await importFiles(store, [asFile(good, 'data_batch_1.bin')]);
    const bad = records(cifar10, 6);
    bad[5 * 3073] = 77;
    const { imported, problems } = await importFiles(store, [asFile(bad, 'data_batch_1.bin')]);
    expect(imported).toEqual([]);
    expect(problems[0]).toMatchObject({ name: 'MislabelledFile' });
    expect(await bytesOf(store, cifar10.folder, 'data_batch_1.bin')).toEqual(good);
    expect(await store.list(cifar10.folder)).toHaveLength(1);
  });

  test('replaces a file by a good one of the same name', async () => {
    const store = newStore();
    await importFiles(store, [asFile(records(cifar10, 4), 'data_batch_1.bin')]);
    await importFiles(store, [asFile(records(cifar10, 2, 3), 'data_batch_1.bin')]);
    expect(await store.list(cifar10.folder)).toEqual([{ name: 'data_batch_1.bin', bytes: 2 * 3073 }]);
  });

  test.each<[string, () => Promise<File> | File, string, RegExp]>([
    ['a cut file', () => asFile(records(cifar10, 2).slice(5), 'test_batch.bin'), 'TruncatedFile', /whole records of 3,073.*6,141 bytes/],
    ['CIFAR-100 named as CIFAR-10', () => asFile(records(cifar100, 2), 'data_batch_1.bin'), 'MislabelledFile', /whole records of CIFAR-100.*rename it to train\.bin or test\.bin/],
    ['a file of unknown name', () => asFile(records(cifar100, 2), 'mine.bin'), 'ForeignFile', /does not say whether it holds training or test/],
    ['a foreign file', () => asFile(new Uint8Array(99), 'cat.jpg'), 'ForeignFile', /found 99 bytes/],
    ['an empty file', () => asFile(new Uint8Array(0), 'train.bin'), 'ForeignFile', /found an empty file/],
    ['the Python version', async () => asFile(await tarGz({ 'cifar-10-batches-py/data_batch_1': new Uint8Array(9) }), 'cifar-10-python.tar.gz'), 'ForeignFile', /without \.bin files.*not the Python/],
    ['an archive cut off', async () => asFile((await tarGz(archiveMembers())).slice(0, -400), 'cifar-10-binary.tar.gz'), 'BrokenArchive', /cannot be unpacked.*download it again/],
    ['gzip of something else', async () => asFile(await gzipped(new Uint8Array(3000).fill(65)), 'letters.gz'), 'BrokenArchive', /cannot be unpacked/],
  ])('says what is wrong with %s', async (_, make, name, sentence) => {
    const { imported, problems } = await importFiles(newStore(), [await make()]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ name });
    expect(problems[0]!.message).toMatch(sentence);
    if (name !== 'BrokenArchive') expect(imported).toEqual([]);
  });

  test('one bad file among good ones spoils only itself', async () => {
    const members = { ...archiveMembers(), 'x/data_batch_3.bin': records(cifar10, 2).slice(1), 'x/data_batch_4.bin': records(cifar10, 2) };
    const { imported, problems } = await importFiles(newStore(), [asFile(await tarGz(members), 'a.tar.gz')]);
    expect(problems).toHaveLength(1);
    expect(imported).toContain('data_batch_4.bin');
  });
});

test('says when the storage is full, keeps what was there and stops', async () => {
  const { root, disk } = memoryFolder();
  const store = filesIn(root);
  await importFiles(store, [asFile(records(cifar10, 4), 'data_batch_1.bin')]);
  disk.quota = 5 * 3073;
  const files = ['data_batch_1.bin', 'data_batch_2.bin'].map((name) => asFile(records(cifar10, 9), name));
  const { problems } = await importFiles(store, files);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ name: 'StorageFull' });
  expect(problems[0]!.message).toMatch(/what was stored before is untouched\. Remove/i);
  expect(await store.list(cifar10.folder)).toEqual([{ name: 'data_batch_1.bin', bytes: 4 * 3073 }]);
});

test('says when another tab is writing the same file', async () => {
  const store = filesIn(memoryFolder().root);
  const other = await store.write(cifar10.folder, 'data_batch_1.bin');
  const { problems } = await importFiles(store, [asFile(records(cifar10, 1), 'data_batch_1.bin')]);
  expect(problems[0]).toMatchObject({ name: 'StorageBusy' });
  await other.discard();
});
