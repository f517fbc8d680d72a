/** Each suite leaves its counts in test-results/counts, so that the last line of `npm test` can add them up. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const folder = path.resolve(import.meta.dirname, '../../test-results/counts');

export function forgetCounts(): void {
  rmSync(folder, { recursive: true, force: true });
}

export function writeCounts(suite: string, counts: Counts): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${suite}.json`), JSON.stringify(counts));
}

/** Counts of one suite, or null where it did not get as far as counting. */
export function readCounts(suite: string): Counts | null {
  if (!readdirSync(folder, { withFileTypes: true }).some((entry) => entry.name === `${suite}.json`)) return null;
  return JSON.parse(readFileSync(path.join(folder, `${suite}.json`), 'utf8')) as Counts;
}
