/** Sets of small images made for a test, and what tells images apart. */
import { createHash } from 'node:crypto';
import { IMAGE_BYTES, type ImageSet } from '../../../src/data/dataset';

/** One colour, 0…255 each. */
export function plain(red: number, green: number, blue: number): Uint8Array {
  return Uint8Array.from({ length: IMAGE_BYTES }, (_, at) => [red, green, blue][Math.floor(at / 1024)]!);
}

export function setOf(images: readonly Uint8Array[], labels: ImageSet['labels'] = {}): ImageSet {
  const pixels = new Uint8Array(images.length * IMAGE_BYTES);
  images.forEach((image, index) => pixels.set(image, index * IMAGE_BYTES));
  return { count: images.length, pixels, labels };
}

export function imageOf({ pixels }: ImageSet, image: number): Uint8Array {
  return pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES);
}

/** One text per image, equal for equal pixels. */
export function digests(set: ImageSet): string[] {
  return Array.from({ length: set.count }, (_, image) => createHash('md5').update(imageOf(set, image)).digest('hex'));
}

/** Images of `train` that `test` holds too. */
export function shared(train: ImageSet, test: ImageSet): number {
  const tests = new Set(digests(test));
  return digests(train).filter((digest) => tests.has(digest)).length;
}
