/** No test image is ever trained on, whatever the source, the probing images and the tasks: compared byte by byte. */
import { describe, expect, test } from 'vitest';
import { withoutImagesOf } from '../../src/data/apart';
import { cifarFormats } from '../../src/data/cifar/format';
import { importFiles } from '../../src/data/library/importing';
import { visitFiles } from '../../src/data/library/visitFiles';
import { importFolder } from '../../src/data/own/importFolder';
import { imagesKey, loadImages, type ImageRequest } from '../../src/data/load';
import { drawShapes } from '../../src/data/shapes/generate';
import { records, sharedData } from './support/cifarFiles';
import { imageOf, setOf, shared } from './support/imageSets';
import { nodeFolder } from '../../src/command/nodeFolder';

const { cifar10, cifar100 } = cifarFormats;
const store = visitFiles();
const sources = () => Promise.resolve([store]);
const request: ImageRequest = { data: 'shapes', images: 500, scenes: 1, probe: 'same', tasks: 'labels' };

/** Official files in which test images lie among the training images, and own images some of which are of CIFAR-10. */
async function fill(): Promise<void> {
  const files = [
    [records(cifar10, 40), 'data_batch_1.bin'],
    [records(cifar10, 20, 30), 'test_batch.bin'],
    [records(cifar100, 40, 100), 'train.bin'],
    [records(cifar100, 20, 130), 'test.bin'],
  ] as const;
  await importFiles(store, files.map(([bytes, name]) => new File([bytes], name)));
  const images = drawShapes(7, 'train', 40);
  const own = Array.from({ length: 40 }, (_, image) => ({ path: `${image % 2 ? 'a' : 'b'}/${image}.png`, bytes: imageOf(images, image) }));
  const foreign = Array.from({ length: 20 }, (_, image) => ({ path: `a/cifar${image}.png`, bytes: records(cifar10, 1, 30 + image).subarray(1) }));
  const decode = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
  await importFolder(store, [...own, ...foreign].map(({ path, bytes }) => ({ path, file: new File([new Uint8Array(bytes)], path) })), decode);
}
await fill();

const names = ['shapes', 'cifar10', 'cifar100', 'own'] as const;
const cases = names.flatMap((data) => (['same', ...names] as const).flatMap((probe) => (['labels', 'derived'] as const).map((tasks) => ({ data, probe, tasks }))));

describe.each(cases)('v=2&data=$data, probe=$probe, tasks=$tasks', (choice) => {
  test('keeps test images apart', async () => {
    const shares: number[] = [];
    const { pretraining, probing } = await loadImages({ ...request, ...choice }, (share) => shares.push(share), sources);
    const plain = choice.tasks === 'labels' ? { probing } : await loadImages({ ...request, ...choice, tasks: 'labels' }, undefined, sources);
    expect(pretraining.train.count).toBeGreaterThan(20);
    expect(pretraining.train.count).toBeLessThanOrEqual(500);
    expect(shared(pretraining.train, plain.probing.test)).toBe(0);
    expect(shared(plain.probing.train, plain.probing.test)).toBe(0);
    expect(shared(probing.train, probing.test)).toBe(0);
    expect([probing.mean, probing.deviation]).toEqual([pretraining.mean, pretraining.deviation]);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    for (const { name, classNames } of probing.tasks) {
      for (const set of [probing.train, probing.test]) {
        expect(set.labels[name]).toHaveLength(set.count);
        expect(Math.max(...set.labels[name]!)).toBeLessThan(classNames.length);
      }
    }
    const isSame = choice.tasks === 'labels' && (choice.probe === 'same' || choice.probe === choice.data);
    expect(pretraining === probing).toBe(isSame);
  });
});

test('compares bytes, not fingerprints', () => {
  const images = drawShapes(1, 'train', 50);
  const all = Array.from({ length: 50 }, (_, image) => imageOf(images, image));
  const nearly = all.map((image) => image.with(17, image[17]! ^ 1));
  expect(withoutImagesOf(setOf(nearly), images)).toBe(images);
  const left = withoutImagesOf(setOf([all[3]!, all[40]!]), images);
  expect(left.count).toBe(48);
  expect(left.labels.shape![3]).toBe(images.labels.shape![4]);
  expect(imageOf(left, 3)).toEqual(all[4]);
});

test('the key changes with what changes the images, and with nothing else', async () => {
  const key = (changes: Partial<ImageRequest>) => imagesKey({ ...request, ...changes }, sources);
  const cifar = await key({ data: 'cifar10' });
  expect(await key({ data: 'cifar10', scenes: 2 })).toBe(cifar);
  expect(await key({ data: 'cifar10', probe: 'cifar10' })).toBe(cifar);
  const different = [{ data: 'cifar10', images: 600 }, { data: 'cifar100' }, { data: 'cifar10', probe: 'own' }, { data: 'own' }, { data: 'cifar10', tasks: 'derived' }, { data: 'cifar10', tasks: 'derived', scenes: 2 }, {}, { scenes: 2 }] as const;
  expect(new Set([cifar, ...(await Promise.all(different.map(key)))]).size).toBe(different.length + 1);
});

const real = sharedData();

test.skipIf(!real)(`real CIFAR-100, which has a test image among its training images${real ? '' : ' (skipped: SHARED_DATA is not set and ../shared/data is missing)'}`, async () => {
  const { pretraining } = await loadImages({ ...request, data: 'cifar100', images: 10_000 }, undefined, () => Promise.resolve([nodeFolder(real!)]));
  expect(pretraining.train.count).toBe(9_999);
  expect(shared(pretraining.train, pretraining.test)).toBe(0);
});
