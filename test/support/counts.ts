/** What a suite counted, left in test-results for the last line of `npm test`. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../src/command/projectRoot';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const resultsFolder = path.join(projectRoot, 'test-results');

const fileOf = (suite: string) => path.join(resultsFolder, `${suite}.json`);

/** So that no count of a former run is taken for one of this run. */
export function forgetCounts(): void {
  rmSync(resultsFolder, { recursive: true, force: true });
}

export function writeCounts(suite: string, counts: Counts): void {
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(fileOf(suite), JSON.stringify(counts));
}

/** Null where the suite did not get as far as counting. */
export function readCounts(suite: string): Counts | null {
  return existsSync(fileOf(suite)) ? (JSON.parse(readFileSync(fileOf(suite), 'utf8')) as Counts) : null;
}
