/** runs.json: every run that was made, one a line. Written whole and swapped in after each run, so that a stop loses the running one only. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from '../replaceFile';
import { storedRun, type StoredRun, type WantedRun } from './storedRun';

const VERSION = 1;
const contents = z.object({ version: z.literal(VERSION), runs: z.array(storedRun) });

/** Its message says what to do. */
export class DamagedRuns extends Error {
  override name = 'DamagedRuns';
}

/** None where there is no file yet. Throws `DamagedRuns`, and then nothing may be written over the file. */
export function readRuns(file: string): StoredRun[] {
  if (!existsSync(file)) return [];
  try {
    return contents.parse(JSON.parse(readFileSync(file, 'utf8'))).runs;
  } catch (error) {
    throw new DamagedRuns(`${file} is not a list of runs that this version can read, so it was left as it is; repair it, or move it away to start a new one.`, { cause: error });
  }
}

export function hasRun(runs: readonly StoredRun[], { link, seed }: WantedRun): boolean {
  return runs.some((run) => run.link === link && run.seed === seed);
}

/** Throws `DamagedRuns` where what is there cannot be read. */
export function addRun(file: string, run: StoredRun): StoredRun[] {
  const runs = [...readRuns(file), run];
  const lines = runs.map((kept) => JSON.stringify(kept)).join(',\n');
  replaceFile(file, `{"version":${VERSION},"runs":[\n${lines}\n]}\n`);
  return runs;
}
