import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MislabelledFile, TruncatedFile } from '../../src/data/cifar/errors';
import { cifarFormats, officialPlace, type CifarFormat } from '../../src/data/cifar/format';
import { readRecords, type ImageFile } from '../../src/data/cifar/read';
import { inChunks, pixelByte, records, sharedData } from './support/cifarFiles';

const { cifar10, cifar100 } = cifarFormats;

function file(bytes: Uint8Array, chunk = 1000, name = 'some.bin'): ImageFile {
  return { name, bytes: bytes.length, open: () => Promise.resolve(inChunks(bytes, chunk)) };
}

describe('readRecords', () => {
  test.each([1, 7, 3072, 3073, 50_000])('puts records in their places whatever the chunks (%i bytes)', async (chunk) => {
    const images = await readRecords(cifar100, [file(records(cifar100, 5), chunk)], 100);
    expect(images.count).toBe(5);
    expect([...images.labels['cifar100-coarse']!]).toEqual([0, 1, 2, 3, 4]);
    expect([...images.labels.cifar100!]).toEqual([1, 2, 3, 4, 5]);
    for (const [record, at] of [[0, 0], [2, 1024], [4, 3071]] as const) {
      expect(images.pixels[record * 3072 + at]).toBe(pixelByte(record, at));
    }
  });

  test('goes on over several files up to the limit and opens no more than it needs', async () => {
    const untouched: ImageFile = { name: 'x.bin', bytes: 3073, open: () => Promise.reject(new Error('opened')) };
    const files = [file(records(cifar10, 4)), file(records(cifar10, 4, 4)), untouched];
    const images = await readRecords(cifar10, files, 6);
    expect([...images.labels.cifar10!]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(images.pixels[5 * 3072 + 9]).toBe(pixelByte(5, 9));
  });

  test('says what was expected and found in a file that is cut off', async () => {
    const cut = records(cifar10, 3).slice(0, -100);
    const reading = readRecords(cifar10, [file(cut, 1000, 'data_batch_1.bin')], 100);
    await expect(reading).rejects.toThrow(TruncatedFile);
    await expect(reading).rejects.toThrow(/^data_batch_1\.bin looks cut off: .*3,073 bytes.*9,119 bytes.*Download/);
    const promised: ImageFile = { ...file(records(cifar10, 2)), bytes: 3 * 3073 };
    await expect(readRecords(cifar10, [promised], 3)).rejects.toThrow(TruncatedFile);
  });

  test('refuses labels that the data set does not have', async () => {
    const wrong = records(cifar10, 3);
    wrong[2 * 3073] = 200;
    const reading = readRecords(cifar10, [file(wrong)], 100);
    await expect(reading).rejects.toThrow(MislabelledFile);
    await expect(reading).rejects.toThrow(/labels from 0 to 9 were expected, but image 3 has label 200/);
  });
});

test('knows official names, also of second downloads', () => {
  expect(officialPlace('data_batch_3 (1).bin')).toMatchObject({ format: cifar10, file: 'data_batch_3.bin' });
  expect(officialPlace('some/folder/train.bin')).toMatchObject({ format: cifar100, file: 'train.bin' });
  expect(officialPlace('holiday.bin')).toBeNull();
});

test('has as many distinct class names as the official lists', () => {
  const counts = [cifar10.tasks[0], cifar100.tasks[0], cifar100.tasks[1]].map((task) => new Set(task!.classNames).size);
  expect(counts).toEqual([10, 100, 20]);
});

const shared = sharedData();

describe.skipIf(!shared)(`real files${shared ? '' : ' (skipped: SHARED_DATA is not set and ../shared/data is missing)'}`, () => {
  async function real(format: CifarFormat, name: string): Promise<ImageFile> {
    const blob = await openAsBlob(path.join(shared!, format.folder, name));
    return { name, bytes: blob.size, open: () => Promise.resolve(blob.stream() as ReadableStream<Uint8Array>) };
  }

  test('have the statistics that the format states', { timeout: 30_000 }, async () => {
    for (const [format, name] of [[cifar10, 'data_batch_1.bin'], [cifar100, 'train.bin']] as const) {
      const { count, pixels, labels } = await readRecords(format, [await real(format, name)], 4000);
      expect(count).toBe(4000);
      for (const task of format.tasks) expect(Math.max(...labels[task.name]!)).toBe(task.classNames.length - 1);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let image = 0; image < count; image++) {
          const start = (image * 3 + channel) * 1024;
          for (const value of pixels.subarray(start, start + 1024)) sum += value / 255;
        }
        expect(sum / (count * 1024)).toBeCloseTo(format.mean[channel]!, 1);
      }
    }
  });
});
