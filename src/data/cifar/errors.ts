/** What can be wrong with a file of images; every message says what was expected, what was found, and the next step. */

export class ImageFileError extends Error {}

/** It does not end with a whole record. */
export class TruncatedFile extends ImageFileError {
  override name = 'TruncatedFile';
}

/** Its labels or its size belong to another data set than its name. */
export class MislabelledFile extends ImageFileError {
  override name = 'MislabelledFile';
}

/** It is no CIFAR file at all. */
export class ForeignFile extends ImageFileError {
  override name = 'ForeignFile';
}

/** 30730000 → "30,730,000". */
export function inWords(count: number): string {
  return count.toLocaleString('en');
}
