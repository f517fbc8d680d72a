/** Keeps test images out of training, whatever the files hold: images are compared byte by byte. */
import { IMAGE_BYTES, type ImageSet } from './dataset';

/** `train` without the images that `test` holds too; the same object where it holds none. */
export function withoutImagesOf(test: ImageSet, train: ImageSet): ImageSet {
  const tests = new Map<number, Uint8Array[]>();
  for (let image = 0; image < test.count; image++) {
    const pixels = pixelsOf(test, image);
    const key = fingerprint(pixels);
    tests.set(key, [...(tests.get(key) ?? []), pixels]);
  }
  const kept: number[] = [];
  for (let image = 0; image < train.count; image++) {
    const pixels = pixelsOf(train, image);
    const alike = tests.get(fingerprint(pixels)) ?? [];
    if (!alike.some((other) => other.every((byte, at) => byte === pixels[at]))) kept.push(image);
  }
  return kept.length === train.count ? train : pick(train, kept);
}

/** Some images of a set, in the order of `indices`. */
export function pick(set: ImageSet, indices: readonly number[]): ImageSet {
  const pixels = new Uint8Array(indices.length * IMAGE_BYTES);
  indices.forEach((image, slot) => pixels.set(pixelsOf(set, image), slot * IMAGE_BYTES));
  const labels = Object.entries(set.labels).map(([task, all]) => [task, Uint8Array.from(indices, (image) => all[image]!)] as const);
  return { count: indices.length, pixels, labels: Object.fromEntries(labels) };
}

function pixelsOf({ pixels }: ImageSet, image: number): Uint8Array {
  return pixels.subarray(image * IMAGE_BYTES, (image + 1) * IMAGE_BYTES);
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo). */
function fingerprint(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash;
}
