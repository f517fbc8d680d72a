/** The folder of a sweep's results: a file for each run, named by its settings, and the sweep's link. */
import { createHash } from 'node:crypto';
import { existsSync, fstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readRunFile, UnusableFile } from '../../exchange/runFile';
import type { Experiment } from '../../experiment/fields';
import { writeLink } from '../../experiment/link';
import { readSweep } from '../../experiment/sweep';
import type { ExperimentReport } from '../../record/report';
import { replaceFile } from '../replaceFile';

const SWEEP_FILE = 'sweep.json';
const SWEEP_VERSION = 1;
/** With an ending below the 255 bytes that file systems take. */
const LONGEST_NAME = 150;

/** E.g. `width-64_seed-2.json`. Equal settings have equal names, and different ones different names. */
export function fileNameOf(experiment: Experiment): string {
  const link = writeLink(experiment);
  const name = link.replace(/^v=\d+&?/, '').replaceAll('=', '-').replaceAll('&', '_') || 'default';
  if (name.length <= LONGEST_NAME) return `${name}.json`;
  const digest = createHash('sha256').update(link).digest('hex').slice(0, 16);
  return `${name.slice(0, LONGEST_NAME)}_${digest}.json`;
}

/** Whether a run's file is there and whole. A damaged one, or that of other settings, is not. */
export function isMade(directory: string, experiment: Experiment): boolean {
  const file = path.join(directory, fileNameOf(experiment));
  if (!existsSync(file)) return false;
  const read = readResult(file);
  return !(read instanceof UnusableFile) && read.link === writeLink(experiment);
}

export function keepReport(directory: string, report: ExperimentReport): void {
  replaceFile(path.join(directory, fileNameOf(report.config)), `${JSON.stringify(report, null, 1)}\n`);
}

/** So that whoever gathers the results can name the sweep. Every shard writes the same. */
export function keepSweepLink(directory: string, link: string): void {
  if (keptSweepLink(directory) !== link) replaceFile(path.join(directory, SWEEP_FILE), `${JSON.stringify({ version: SWEEP_VERSION, sweep: link })}\n`);
}

/** Null where none was kept, or none that can be read. */
export function keptSweepLink(directory: string): string | null {
  try {
    const { sweep } = JSON.parse(readFileSync(path.join(directory, SWEEP_FILE), 'utf8')) as { sweep?: unknown };
    return typeof sweep === 'string' && readSweep(sweep).sweep ? sweep : null;
  } catch {
    return null;
  }
}

export interface Result {
  /** The experiment's. */
  readonly link: string;
  /** As it was written. */
  readonly report: ExperimentReport;
}

export interface Gathered {
  readonly results: readonly Result[];
  /** One sentence for each file that cannot be used. */
  readonly faults: readonly string[];
}

/** Every run in a folder, by file name. */
export function gatherResults(directory: string): Gathered {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.json') && name !== SWEEP_FILE)
    .sort()
    .map((name) => path.join(directory, name))
    .filter((file) => !isStandardOutput(file));
  const results: Result[] = [];
  const faults: string[] = [];
  for (const read of files.map(readResult)) {
    if (read instanceof UnusableFile) faults.push(read.message);
    else results.push(read);
  }
  return { results, faults };
}

/** Checked. */
function readResult(file: string): Result | UnusableFile {
  const name = path.basename(file);
  try {
    const text = readFileSync(file, 'utf8');
    const [record] = readRunFile(text, name).records;
    const report = JSON.parse(text) as ExperimentReport;
    return record && 'config' in report ? { link: record.link, report } : new UnusableFile(`${name} is a collection already; move it elsewhere.`);
  } catch (error) {
    return error instanceof UnusableFile ? error : new UnusableFile(`${name} cannot be read. ${(error as Error).message}`);
  }
}

/** Who writes the collection into the folder that is gathered should not find it there. */
function isStandardOutput(file: string): boolean {
  const [one, other] = [statSync(file, { throwIfNoEntry: false }), fstatSync(process.stdout.fd)];
  return one !== undefined && one.ino === other.ino && one.dev === other.dev;
}
