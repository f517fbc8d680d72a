/** runs.json: every run that was made, one a line. Written whole and swapped in after each run, so that a stop loses the running one only. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { readLink } from '../../experiment/link';
import { replaceFile } from '../replaceFile';
import { storedRun, type StoredRun, storedRunOfVersion1, type WantedRun, wholeLink } from './storedRun';

const VERSION = 2;
const contents = z.discriminatedUnion('version', [
  z.object({ version: z.literal(VERSION), runs: z.array(storedRun) }),
  // Runs on generated shapes are left out: version 1 drew other scenes for every seed, so theirs are other experiments.
  z.object({ version: z.literal(1), runs: z.array(storedRunOfVersion1).transform((runs) => runs.filter(({ link }) => readLink(link).experiment.data !== 'shapes')) }),
]);

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

export function findRun(runs: readonly StoredRun[], { link, seed }: WantedRun): StoredRun | undefined {
  return runs.find((run) => run.link === link && run.seed === seed);
}

/** In place of an older run of the same condition and seed, which lacks a probe. Throws `DamagedRuns` where what is there cannot be read. */
export function addRun(file: string, run: StoredRun): StoredRun[] {
  const kept = readRuns(file);
  const older = findRun(kept, run);
  const runs = [...kept.filter((other) => other !== older), run];
  writeRuns(file, runs);
  return runs;
}

/** One a line, in this version. */
export function writeRuns(file: string, runs: readonly StoredRun[]): void {
  const lines = runs.map((run) => JSON.stringify({ ...run, link: wholeLink(run.link) })).join(',\n');
  replaceFile(file, `{"version":${VERSION},"runs":[\n${lines}\n]}\n`);
}
