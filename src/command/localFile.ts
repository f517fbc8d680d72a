/** Files of the local data folder, as they are listed for the page and found for a request. */

export interface ListedFile {
  /** Relative to its folder, `/` between its parts. */
  name: string;
  bytes: number;
}

export interface FoundFile {
  /** On this machine. */
  path: string;
  bytes: number;
}
