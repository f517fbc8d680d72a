/** Places that hold image files, one folder per data set: official layouts (cifar/format.ts) and own images (own/places.ts). */

export type HoldingSource =
  /** Kept in the browser's storage for the next visit. */
  | 'stored'
  /** Kept in memory until the page is closed, because the browser offers no storage. */
  | 'this visit'
  /** Served by the project's own server from a folder of the checkout. */
  | 'local folder';

export interface ListedFile {
  /** Relative to its folder; own images of the local folder have `/` in it. */
  name: string;
  bytes: number;
}

export interface ImageSource {
  readonly source: HoldingSource;
  /** Empty where there is no such folder. */
  list(folder: string): Promise<readonly ListedFile[]>;
  open(folder: string, name: string): Promise<ReadableStream<Uint8Array>>;
}

/** A file that is being written and does not count yet: what was there under its name stays until `keep`. */
export interface PendingFile {
  write(chunk: Uint8Array): void;
  /** Puts it in place, at once. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** A source that a visitor's own files can be put into. */
export interface FileStore extends ImageSource {
  write(folder: string, name: string): Promise<PendingFile>;
  /** Removes the folder and everything in it. */
  remove(folder: string): Promise<void>;
}

/** The storage that the browser grants this page is used up. */
export class StorageFull extends Error {
  override name = 'StorageFull';
  constructor(file: string) {
    super(
      `There is no room to keep ${file}: the browser’s storage for this page is full. ` +
        'What was stored before is untouched. Remove a stored set or free some disk space, then drop the file again.',
    );
  }
}

/** Another tab has the file open. */
export class StorageBusy extends Error {
  override name = 'StorageBusy';
  constructor(file: string) {
    super(`Another tab is storing ${file} at this moment. Wait until it is done, or close it, then drop the file again.`);
  }
}
