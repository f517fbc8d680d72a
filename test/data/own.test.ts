import { describe, expect, test } from 'vitest';
import { holdingsOf } from '../../src/data/library/holdings';
import { filesIn } from '../../src/data/library/privateFiles';
import type { FileStore } from '../../src/data/library/source';
import { visitFiles } from '../../src/data/library/visitFiles';
import { importFolder, type FolderFile } from '../../src/data/own/importFolder';
import { loadOwn } from '../../src/data/own/load';
import { ownState } from '../../src/data/own/places';
import { isImagePath, planFolder } from '../../src/data/own/plan';
import { shrink } from '../../src/data/own/shrink';
import { memoryFolder } from './support/memoryFolder';
import { shared } from './support/imageSets';

const named = (folder: string, count: number, first = 0) => Array.from({ length: count }, (_, image) => `${folder}/${first + image}.png`);

describe('planFolder', () => {
  test('makes classes of sub-folders, in the order of their names, and keeps one image in five of each for testing', () => {
    const { classes, train, test: tests } = planFolder([...named('dog', 50), ...named('cat', 20)]);
    expect(classes).toEqual(['cat', 'dog']);
    expect([0, 1].map((label) => train.filter((image) => image.label === label).length)).toEqual([16, 40]);
    expect([0, 1].map((label) => tests.filter((image) => image.label === label).length)).toEqual([4, 10]);
    expect(new Set([...train, ...tests].map(({ path }) => path)).size).toBe(70);
  });

  test('plans the same whatever order the browser lists in, and mixes the classes', () => {
    const paths = [...named('dog', 50), ...named('cat', 50)];
    const plan = planFolder(paths);
    expect(planFolder(paths.toReversed())).toEqual(plan);
    const dogs = plan.train.slice(0, 40).filter(({ label }) => label === 1).length;
    expect(dogs).toBeGreaterThan(8);
    expect(dogs).toBeLessThan(32);
  });

  test.each(['test', 'val', 'Validation'])('takes “train” and “%s” as the split', (name) => {
    const plan = planFolder([...named('train/cat', 3), ...named('Train/dog', 3), ...named(`${name}/cat`, 2), ...named(`${name}/dog`, 1)]);
    expect(plan.classes).toEqual(['cat', 'dog']);
    expect([plan.train.length, plan.test.length]).toEqual([6, 3]);
    expect(plan.test.every(({ path }) => path.startsWith(name))).toBe(true);
  });

  test.each([
    ['training_set', 'test_set'],
    ['seg_train', 'seg_test'],
    ['train2017', 'val2017'],
    ['Training Data', 'Testing Data'],
    ['trainset', 'testset'],
    ['train', 'dev'],
    ['train', 'eval'],
    ['images-train', 'images-validation'],
  ])('takes “%s” and “%s” as the split', (training, testing) => {
    const plan = planFolder([...named(`${training}/cat`, 3), ...named(`${training}/dog`, 3), ...named(`${testing}/cat`, 2), ...named(`${testing}/dog`, 1)]);
    expect(plan.classes).toEqual(['cat', 'dog']);
    expect(plan.test).toHaveLength(3);
    expect(plan.test.every(({ path }) => path.startsWith(testing))).toBe(true);
  });

  test('takes a split whose folders are repeated, and three-way ones', () => {
    const repeated = planFolder([...named('seg_train/seg_train/sea', 3), ...named('seg_train/seg_train/ice', 3), ...named('seg_test/seg_test/sea', 1), ...named('seg_test/seg_test/ice', 1)]);
    expect(repeated.classes).toEqual(['ice', 'sea']);
    const three = planFolder([...named('train/a', 3), ...named('train/b', 3), ...named('val/a', 1), ...named('val/b', 1), ...named('test/a', 2), ...named('test/b', 2)]);
    expect([three.train.length, three.test.length]).toEqual([6, 6]);
  });

  test('leaves unlabelled images out and says so', () => {
    const plan = planFolder([...named('train/a', 9), ...named('train/b', 9), ...named('test/a', 2), ...named('test/b', 2), ...named('unlabeled', 30)]);
    expect([plan.train.length, plan.test.length]).toEqual([18, 4]);
    expect(plan.remarks).toEqual(['30 unlabelled images were left out: a probe needs to know what an image shows.']);
    const alone = planFolder([...named('train/a', 10), ...named('train/b', 10), ...named('seg_pred', 7)]);
    expect(alone.classes).toEqual(['a', 'b']);
    expect([alone.train.length, alone.test.length]).toEqual([16, 4]);
  });

  test('keeps classes that only sound like a part of a data set', () => {
    expect(planFolder([...named('test tube', 5), ...named('flask', 5)]).classes).toEqual(['flask', 'test tube']);
    expect(planFolder([...named('train', 5), ...named('bus', 5), ...named('plane', 5)]).classes).toEqual(['bus', 'plane', 'train']);
  });

  test.each(['@eaDir/a/1.jpg/SYNOPHOTO_THUMB_M.jpg', 'a/@eaDir/1.jpg/SYNOPHOTO_THUMB_XL.jpg', 'a/.@__thumb/1.jpg', 'a/#recycle/1.jpg', '$RECYCLE.BIN/a/1.jpg', 'a/.thumbnails/1.jpg', 'a/thumbs/1.jpg', 'a/._1.jpg', 'lost+found/1.jpg'])(
    'passes over %s',
    (path) => expect(isImagePath(path)).toBe(false),
  );

  test('looks through folders that hold everything, and deeper than a class', () => {
    const { classes, train } = planFolder([...named('photos/all/cat/2024', 10), ...named('photos/all/dog', 10)]);
    expect(classes).toEqual(['cat', 'dog']);
    expect(train).toHaveLength(16);
  });

  test('passes over what is no image, and hidden files', () => {
    const { train, test: tests } = planFolder([...named('a', 5), ...named('b', 5), 'a/notes.txt', 'a/.DS_Store', '.git/x/1.png', '__MACOSX/a/1.png', 'b/Thumbs.db']);
    expect(train.length + tests.length).toBe(10);
  });

  test('leaves small classes out and says so', () => {
    const { classes, remarks } = planFolder([...named('a', 9), ...named('b', 9), ...named('few', 4)]);
    expect(classes).toEqual(['a', 'b']);
    expect(remarks).toEqual(['“few” was left out: a class needs at least 5 images.']);
    const given = planFolder([...named('train/a', 2), ...named('train/b', 2), ...named('train/c', 2), ...named('test/a', 1), ...named('test/b', 1)]);
    expect(given.remarks).toEqual(['“c” was left out: a class needs training and test images.']);
  });

  test('cuts what does not fit and says so', () => {
    const many = Array.from({ length: 300 }, (_, label) => named(`c${String(label).padStart(3, '0')}`, 5)).flat();
    const { classes, remarks } = planFolder(many);
    expect(classes).toHaveLength(256);
    expect(remarks).toEqual(['Of 300 classes, 256 were kept: more do not fit.']);
    const large = planFolder([...named('a', 40_000), ...named('b', 30_000)]);
    expect([large.train.length, large.test.length]).toEqual([50_000, 10_000]);
    expect(large.remarks).toEqual(['Of 56,000 training images, 50,000 were kept: more do not fit.', 'Of 14,000 test images, 10,000 were kept: more do not fit.']);
  });

  test.each([
    ['nothing', [], /no images in this folder.*Choose a folder/],
    ['no image', ['a/b.txt', 'c/d.doc'], /no images in this folder/],
    ['no sub-folders', ['1.png', '2.png'], /directly in the folder.*their own sub-folder/],
    ['one sub-folder', named('cat', 9), /1 sub-folder with images \(“cat”\)\. At least two/],
    ['classes that are too small', [...named('cat', 3), ...named('dog', 2)], /2 sub-folders.*none has enough: a class needs at least 5/],
    ['parts of a data set beside classes', [...named('train/cat', 9), ...named('test/cat', 9), ...named('bird', 9)], /holds “test”, “train”.*beside “bird”|holds “train”, “test”.*beside “bird”/],
    ['a split without common classes', [...named('train/cat', 9), ...named('test/dog', 9)], /none has enough: a class needs training and test images/],
  ])('refuses %s with the next step', (_, paths, sentence) => {
    expect(() => planFolder(paths)).toThrow(sentence);
  });

  test('takes any name for a class, and shows it harmless, short and distinct', () => {
    const hostile = ['<img src=x onerror=alert(1)>', '\u202Eevil', 'evil', '  a\n b ', 'x'.repeat(400), '__proto__', '\u0007'];
    const { classes } = planFolder(hostile.flatMap((name) => named(name, 5)));
    expect(classes).toHaveLength(hostile.length);
    expect(new Set(classes).size).toBe(hostile.length);
    expect(classes).toEqual(expect.arrayContaining(['evil', 'evil (2)', 'a b', 'unnamed', '__proto__', '<img src=x onerror=alert(1)>', `${'x'.repeat(39)}…`]));
  });
});

describe('shrink', () => {
  const grey = (side: number, at: (row: number, column: number) => number) =>
    Uint8ClampedArray.from({ length: side * side * 4 }, (_, index) => at(Math.floor(index / 4 / side), Math.floor(index / 4) % side));

  test('takes the mean of the covered area, so the finest pattern becomes its mean', () => {
    for (const side of [64, 100, 256]) {
      const checks = shrink(grey(side, (row, column) => 255 * ((row + column) % 2)), side);
      expect(Math.max(...checks) - Math.min(...checks)).toBeLessThan(side === 100 ? 40 : 2);
    }
  });

  test('keeps the mean of an image of any size', () => {
    for (const side of [33, 47, 200]) {
      const small = shrink(grey(side, (row) => (255 * row) / side), side);
      const mean = small.reduce((sum, value) => sum + value, 0) / small.length;
      expect(mean).toBeCloseTo((255 * (side - 1)) / side / 2, 0);
    }
  });

  test('leaves 32×32 as it is, planar, and enlarges what is smaller', () => {
    const rgba = Uint8ClampedArray.from({ length: 32 * 32 * 4 }, (_, index) => (index * 7) % 256);
    const planar = shrink(rgba, 32);
    for (const pixel of [0, 5, 1023]) for (const channel of [0, 1, 2]) expect(planar[channel * 1024 + pixel]).toBe(rgba[pixel * 4 + channel]);
    const large = shrink(grey(16, (row, column) => row * 16 + column), 16);
    expect([large[0], large[1], large[32], large[2], large[64]]).toEqual([0, 0, 0, 1, 16]);
  });
});

/** What stands in for a decoder, which only browsers have: a file's bytes are its pixels, if there are as many as an image has. */
async function decode(file: Blob): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length !== 3072) throw new Error('no image');
  return bytes;
}

function picture(path: string, seed: number): FolderFile {
  const bytes = Uint8Array.from({ length: 3072 }, (_, at) => (seed * 37 + at * 11) % 256);
  return { path, file: new File([bytes], path) };
}

const folder = (classes: readonly string[], each: number) =>
  classes.flatMap((name, label) => named(name, each).map((path, image) => picture(path, label * each + image)));

const stores: Record<string, () => FileStore> = { 'private file system': () => filesIn(memoryFolder().root), 'memory of this visit': () => visitFiles() };

describe.each(Object.entries(stores))('%s', (_, newStore) => {
  test('stores a folder, lists it, and a run can use it', async () => {
    const store = newStore();
    const progress: number[] = [];
    const imported = await importFolder(store, folder(['cat', 'dog', 'owl'], 10), decode, (tried, total) => progress.push(tried / total));
    expect(imported).toEqual({ classes: 3, trainImages: 24, testImages: 6, remarks: [] });
    expect(progress.at(-1)).toBe(1);
    expect(await holdingsOf(store)).toMatchObject([{ dataset: 'own', trainImages: 24, testImages: 6, classes: 3, missing: null }]);
    const { tasks, train, test: tests, mean, deviation } = await loadOwn(500, [store]);
    expect(tasks).toEqual([{ name: 'own', classNames: ['cat', 'dog', 'owl'] }]);
    expect([train.count, tests.count, shared(train, tests)]).toEqual([24, 6, 0]);
    const red = Array.from({ length: 24 }, (_, image) => [...train.pixels.subarray(image * 3072, image * 3072 + 1024)]).flat().map((byte) => byte / 255);
    const average = red.reduce((sum, value) => sum + value) / red.length;
    expect(mean[0]).toBeCloseTo(average, 10);
    expect(deviation[0]).toBeCloseTo(Math.sqrt(red.reduce((sum, value) => sum + (value - average) ** 2, 0) / red.length), 10);
  });

  test('reads the first training images where fewer are asked for, with the labels that they have', async () => {
    const store = newStore();
    await importFolder(store, folder(['cat', 'dog'], 20), decode);
    const [all, few] = [await loadOwn(500, [store]), await loadOwn(7, [store])];
    expect(few.train.pixels).toEqual(all.train.pixels.subarray(0, 7 * 3072));
    expect(few.train.labels.own).toEqual(all.train.labels.own!.subarray(0, 7));
    expect(few.test).toEqual(all.test);
  });

  test('a new folder takes the place of the former; a useless one leaves it', async () => {
    const store = newStore();
    await importFolder(store, folder(['cat', 'dog'], 10), decode);
    const before = await ownState(store);
    await expect(importFolder(store, folder(['cat'], 10), decode)).rejects.toThrow(/At least two/);
    expect(await ownState(store)).toEqual(before);
    await importFolder(store, folder(['cat', 'dog'], 10).map(({ path }, index) => picture(path, index + 5)), decode);
    expect(await ownState(store)).not.toEqual(before);
    await store.remove('own-images');
    expect(await holdingsOf(store)).toEqual([]);
  });
});

test('counts what cannot be read, and keeps test images out of training', async () => {
  const files = [...folder(['cat', 'dog'], 20), { path: 'cat/broken.png', file: new File(['no'], 'broken.png') }];
  const test = planFolder(files.map(({ path }) => path)).test[0]!.path;
  const copies = ['cat/copy1.png', 'cat/copy2.png', 'cat/copy3.png'].map((path) => ({ path, file: files.find((file) => file.path === test)!.file }));
  const store = visitFiles();
  const { remarks, trainImages, testImages } = await importFolder(store, [...files, ...copies], decode);
  expect(remarks[0]).toBe('1 image could not be read and was left out.');
  expect(remarks[1]).toMatch(/for training w(as|ere) left out: the test images have the same/);
  const { train, test: tests } = await loadOwn(500, [store]);
  expect([train.count, tests.count, shared(train, tests)]).toEqual([trainImages, testImages, 0]);
});

test('leaves out by name a class whose images cannot be read', async () => {
  const unreadable = Array.from({ length: 20 }, (_, image) => ({ path: `dogs/IMG_${image}.HEIC`, file: new File(['no'], `IMG_${image}.HEIC`) }));
  const barely = folder(['wolves'], 6).map((file, index) => (index < 3 ? { ...file, file: new File(['no'], 'x.png') } : file));
  const store = visitFiles();
  const { classes, remarks } = await importFolder(store, [...folder(['cats', 'eagles'], 20), ...unreadable, ...barely], decode);
  expect(classes).toBe(2);
  expect(remarks).toContainEqual(expect.stringMatching(/^“dogs”, “wolves” were left out: too few of their images can be read here\./));
  const { tasks, train, test: tests } = await loadOwn(100, [store]);
  expect(tasks[0]!.classNames).toEqual(['cats', 'eagles']);
  expect(new Set([...train.labels.own!, ...tests.labels.own!])).toEqual(new Set([0, 1]));
});

test('says when nothing can be read', async () => {
  const files = [...named('a', 5), ...named('b', 5)].map((path) => ({ path, file: new File(['no'], path) }));
  await expect(importFolder(visitFiles(), files, decode)).rejects.toThrow(/0 training and 0 test images are usable.*Add other images/);
});

test('says when the storage is full, and keeps the former images', async () => {
  const { root, disk } = memoryFolder();
  const store = filesIn(root);
  await importFolder(store, folder(['cat', 'dog'], 5), decode);
  const before = await ownState(store);
  disk.quota = 40_000;
  await expect(importFolder(store, folder(['cat', 'dog'], 50), decode)).rejects.toMatchObject({ name: 'StorageFull' });
  expect(await ownState(store)).toEqual(before);
});

describe('a stored file that is not what was written', () => {
  async function spoilt(spoil: (bytes: Uint8Array) => Uint8Array): Promise<FileStore> {
    const store = visitFiles();
    await importFolder(store, folder(['cat', 'dog'], 5), decode);
    const bytes = new Uint8Array(await new Response((await store.open('own-images', 'own-images.bin')) as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    const pending = await store.write('own-images', 'own-images.bin');
    pending.write(spoil(bytes));
    await pending.keep();
    return store;
  }

  test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut off', (bytes) => bytes.slice(0, -1000)],
    ['cut within its header', (bytes) => bytes.slice(0, 30)],
    ['of another kind', () => new TextEncoder().encode('<!doctype html> and more')],
    ['with a length beyond all bounds', (bytes) => bytes.fill(255, 8, 12)],
    ['with labels of no class', (bytes) => bytes.fill(77, -3072 * 10)],
  ])('%s is refused in words', async (_, spoil) => {
    await expect(loadOwn(500, [await spoilt(spoil)])).rejects.toThrow(/damaged\. Remove them/);
  });

  test('is listed as such, so that it can be removed', async () => {
    const [holding] = await holdingsOf(await spoilt(() => new Uint8Array(20)));
    expect(holding).toMatchObject({ dataset: 'own', missing: expect.stringMatching(/damaged/) as string });
  });
});
