import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { IMAGE_BYTES } from '../../src/data/dataset';
import { loadDataset, SHAPES_TEST_IMAGES } from '../../src/data/load';
import { shapeTasks } from '../../src/data/shapes/factors';
import { drawShapes, shapesDataset } from '../../src/data/shapes/generate';

const images = drawShapes(1, 'train', 6000);
const classesOf = (task: string) => shapeTasks.find(({ name }) => name === task)!.classNames.length;

/** Σ (found − expected)² / expected over the cells of a table. */
function chiSquare(found: readonly number[], expected: number): number {
  return found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Above this, a chi-square of so many degrees of freedom is a one in ten thousand case (Wilson and Hilferty). */
function bound(freedom: number): number {
  return freedom * (1 - 2 / (9 * freedom) + 3.72 * Math.sqrt(2 / (9 * freedom))) ** 3;
}

describe('factors', () => {
  test.each(shapeTasks.map(({ name }) => name))('%s: every class equally often', (task) => {
    const counts = new Array<number>(classesOf(task)).fill(0);
    for (const label of images.labels[task]!) counts[label]!++;
    expect(chiSquare(counts, images.count / counts.length)).toBeLessThan(bound(counts.length - 1));
  });

  const pairs = shapeTasks.flatMap(({ name }, index) => shapeTasks.slice(index + 1).map((other) => [name, other.name] as const));
  test.each(pairs)('%s tells nothing about %s', (first, second) => {
    const [rows, columns] = [classesOf(first), classesOf(second)];
    const counts = new Array<number>(rows * columns).fill(0);
    images.labels[first]!.forEach((label, image) => counts[label * columns + images.labels[second]![image]!]!++);
    expect(chiSquare(counts, images.count / counts.length)).toBeLessThan(bound(rows * columns - 1));
  });
});

describe('images', () => {
  test('are the same for a seed, whatever their number', () => {
    const again = drawShapes(1, 'train', 100);
    expect(again.pixels).toEqual(images.pixels.subarray(0, 100 * IMAGE_BYTES));
    expect(again.labels.shape).toEqual(images.labels.shape!.subarray(0, 100));
  });

  test('stay what they are from version to version, since links promise the same curve', () => {
    const hash = createHash('sha256').update(images.pixels.subarray(0, 100 * IMAGE_BYTES)).digest('hex');
    expect(hash.slice(0, 16)).toBe('f57a177f6125c666');
  });

  test('differ between seeds, and training from test', () => {
    const hashes = new Set<string>();
    const sets = [images, drawShapes(1, 'test', 2000), drawShapes(2, 'train', 2000)];
    for (const { count, pixels } of sets) {
      for (let image = 0; image < count; image++) {
        hashes.add(createHash('md5').update(pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES)).digest('hex'));
      }
    }
    expect(hashes.size).toBe(sets.reduce((sum, { count }) => sum + count, 0));
  });

  test('have the mean and deviation that the data set states', () => {
    const { mean, deviation } = shapesDataset(1, 1, 1);
    for (let channel = 0; channel < 3; channel++) {
      let sum = 0;
      let squares = 0;
      for (let image = 0; image < images.count; image++) {
        const start = (image * 3 + channel) * 1024;
        for (const byte of images.pixels.subarray(start, start + 1024)) {
          sum += byte / 255;
          squares += (byte / 255) ** 2;
        }
      }
      const found = sum / (images.count * 1024);
      expect(found).toBeCloseTo(mean[channel]!, 2);
      expect(Math.sqrt(squares / (images.count * 1024) - found ** 2)).toBeCloseTo(deviation[channel]!, 2);
    }
  });

  test('are drawn fast: 10,000 within 2 s of a core’s time, here three times that for slow machines', () => {
    drawShapes(3, 'train', 300);
    const before = process.cpuUsage();
    drawShapes(3, 'train', 2500);
    const { user, system } = process.cpuUsage(before);
    expect(((user + system) / 1e6) * 4).toBeLessThan(6);
  });
});

test('loadDataset gives as many as asked, with progress', async () => {
  const shares: number[] = [];
  const dataset = await loadDataset('shapes', 3000, 9, (share) => shares.push(share));
  expect([dataset.train.count, dataset.test.count]).toEqual([3000, SHAPES_TEST_IMAGES]);
  expect(dataset.tasks[0]!.name).toBe('shape');
  expect(shares.at(-1)).toBe(1);
});
