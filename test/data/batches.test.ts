import { describe, expect, test } from 'vitest';
import { batchSampler, TooFewClasses, type BatchOptions } from '../../src/data/batches';

const labels = Uint8Array.from({ length: 500 }, (_, image) => image % 10);

function epochOf(options: BatchOptions, steps: number): number[] {
  const sampler = batchSampler(labels, options);
  return Array.from({ length: steps }, (_, step) => [...sampler.indices(step)]).flat();
}

describe('balanced', () => {
  const options: BatchOptions = { sampling: 'balanced', batch: 64, seed: 3 };

  test('sees every image once per epoch, across batches that span two epochs', () => {
    const drawn = epochOf(options, 24);
    expect(new Set(drawn.slice(0, 500)).size).toBe(500);
    expect(new Set(drawn.slice(500, 1000)).size).toBe(500);
    expect(drawn.slice(0, 500)).not.toEqual(drawn.slice(500, 1000));
  });

  test('gives the same batch of a step whatever was asked before', () => {
    const fresh = batchSampler(labels, options).indices(17);
    const used = batchSampler(labels, options);
    used.indices(3);
    used.indices(40);
    expect(used.indices(17)).toEqual(fresh);
  });

  test('fills a batch larger than the images from several epochs', () => {
    const few = batchSampler(labels.subarray(0, 10), { ...options, batch: 25 }).indices(0);
    const times = Array.from({ length: 10 }, (_, image) => few.filter((index) => index === image).length);
    expect(Math.min(...times)).toBe(2);
    expect(Math.max(...times)).toBe(3);
  });

  test('another seed is another order', () => {
    expect(epochOf({ ...options, seed: 4 }, 2)).not.toEqual(epochOf(options, 2));
  });
});

describe('two-class', () => {
  const options: BatchOptions = { sampling: 'two-class', batch: 64, seed: 3 };

  test('takes half of every batch from each of two classes, without replacement', () => {
    const sampler = batchSampler(labels, options);
    const pairs = new Set<string>();
    for (let step = 0; step < 50; step++) {
      const indices = sampler.indices(step);
      const classes = [...indices].map((index) => labels[index]!);
      expect(new Set(classes.slice(0, 32)).size).toBe(1);
      expect(new Set(classes.slice(32)).size).toBe(1);
      expect(new Set(classes).size).toBe(2);
      expect(new Set(indices).size).toBe(64);
      pairs.add([...new Set(classes)].sort().join());
    }
    expect(pairs.size).toBeGreaterThan(20);
  });

  test('repeats images only where a class has too few', () => {
    const few = batchSampler(labels.subarray(0, 100), options).indices(0);
    expect(new Set(few).size).toBe(20);
  });

  test('refuses images of one class with a next step', () => {
    expect(() => batchSampler(new Uint8Array(40), options)).toThrow(TooFewClasses);
    expect(() => batchSampler(new Uint8Array(40), options)).toThrow(/Choose balanced/);
  });
});
