/**
 * Run files: one report as the headless command and the page write it, or a collection of them. Whatever is read is checked,
 * and a file that cannot be used says why in one sentence.
 */
import type * as z from 'zod/mini';
import { stableHash } from '../data/own/stableHash';
import { showGiven } from '../experiment/showGiven';
import { readSweep, writeSweep } from '../experiment/sweep';
import { writeLink } from '../experiment/link';
import { newId } from '../record/newId';
import { type Ends, type ImageCounts, newRecord, noEnds, type Origin, type RunRecord } from '../record/record';
import { type ExperimentReport, REPORT_VERSION, type ReportReconstruction } from '../record/report';
import { emptySeries, append, type Series } from '../record/series';
import { base64Length, fromBase64, unpackBits } from '../train/bits';
import type { EndEvaluation, Pictures, Point, Reconstruction } from '../train/events';
import { type GivenReport, reportSchema } from './reportSchema';
import { knownTasks } from './knownTasks';

/** Version of collections. */
export const COLLECTION_VERSION = 1;

export interface Collection {
  version: typeof COLLECTION_VERSION;
  /** Query of the sweep that its runs belong to. */
  sweep?: string;
  runs: ExperimentReport[];
}

/** A file that cannot be used; its message names it, says why and what to do. */
export class UnusableFile extends Error {
  override name = 'UnusableFile';
}

/** A whole sweep of 400 runs with all their losses is about 10 MB. */
const MOST_CHARACTERS = 2 ** 26;
const MOST_RUNS = 2000;
/** Of runs that cannot be used in a collection; the rest is counted. */
const FAULTS_SHOWN = 4;

export interface ReadRunFile {
  /** Of origin `imported`. The same run gets the same id each time it is read. */
  records: RunRecord[];
  /** Query of the sweep that the runs belong to. */
  sweep: string | null;
  /** One sentence for each part that is not used as given. */
  remarks: string[];
}

/** Throws `UnusableFile` where nothing of the file can be used. */
export function readRunFile(text: string, fileName: string): ReadRunFile {
  const file = showGiven(fileName);
  const given = parsed(text, file);
  if (!isObject(given) || !('version' in given)) throw foreign(file);
  if (Array.isArray(given.runs)) return readCollection(given, given.runs, file);
  if (!isObject(given.config) || !Array.isArray(given.points)) throw foreign(file);
  refuseNewer(given.version, REPORT_VERSION, file);
  const remarks: string[] = [];
  const report = readReport(given);
  if (typeof report === 'string') throw new UnusableFile(`${file} is a run file, but ${report}. Export the run again, or ask whoever sent it for a whole copy.`);
  if (!report.date) remarks.push(`${file} does not say when its run was made; it is listed as of today.`);
  return { records: [importedRecord(report)], sweep: null, remarks };
}

function readCollection(given: Record<string, unknown>, runs: readonly unknown[], file: string): ReadRunFile {
  refuseNewer(given.version, COLLECTION_VERSION, file);
  if (runs.length === 0) throw new UnusableFile(`${file} is a collection of runs, but holds none. Choose another file.`);
  if (runs.length > MOST_RUNS) throw new UnusableFile(`${file} holds ${runs.length} runs, more than the ${MOST_RUNS} of one file. Split it and open the parts.`);
  const records = new Map<string, RunRecord>();
  const faults: string[] = [];
  runs.forEach((run, index) => {
    const report = isObject(run) && isNewer(run.version, REPORT_VERSION) ? 'a newer page wrote it' : readReport(run);
    if (typeof report === 'string') return faults.push(`Run ${index + 1} of ${file} is left out: ${report}.`);
    const record = importedRecord(report);
    return records.set(record.id, record);
  });
  if (records.size === 0) throw new UnusableFile(`No run of ${file} can be used. ${faults[0]} Ask whoever sent it for a whole copy.`);
  const remarks = faults.slice(0, FAULTS_SHOWN);
  if (faults.length > FAULTS_SHOWN) remarks.push(`And ${faults.length - FAULTS_SHOWN} more runs of ${file} are left out.`);
  const { sweep, remarks: sweepRemarks } = readSweep(typeof given.sweep === 'string' ? given.sweep : '');
  return { records: [...records.values()], sweep: sweep && writeSweep(sweep), remarks: [...remarks, ...sweepRemarks] };
}

function parsed(text: string, file: string): unknown {
  if (text.length > MOST_CHARACTERS) {
    throw new UnusableFile(`${file} is ${Math.round(text.length / 1e6)} MB, more than the ${Math.round(MOST_CHARACTERS / 1e6)} MB that a run file may have. Choose a run file.`);
  }
  if (text.trim() === '') throw new UnusableFile(`${file} is empty. Export the run again.`);
  try {
    return JSON.parse(text);
  } catch {
    const begins = /^\s*[{[]/.test(text);
    const ends = /[}\]]\s*$/.test(text);
    if (begins && !ends) throw new UnusableFile(`${file} ends in the middle: it was cut off. Save or download it again.`);
    throw new UnusableFile(`${file} is not a run file: it holds no JSON. Choose a file that this page or “npm run experiment” wrote.`);
  }
}

function foreign(file: string): UnusableFile {
  return new UnusableFile(`${file} is JSON, but not a run file. Choose a file that this page or “npm run experiment” wrote.`);
}

function isNewer(version: unknown, known: number): boolean {
  return typeof version === 'number' && version > known;
}

function refuseNewer(version: unknown, known: number, file: string): void {
  if (isNewer(version, known)) throw new UnusableFile(`${file} was written by a newer page (format ${String(version)}; this page reads ${known}). Reload this page, or open the file with the page that wrote it.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The report, or half a sentence that says what is wrong with it. */
function readReport(given: unknown): GivenReport | string {
  const { data, error } = reportSchema.safeParse(given);
  if (!data) return faultOf(error.issues[0]!, given);
  const { points, losses, config } = data;
  const unordered = points.findIndex(({ step }, index) => step > config.steps || (index > 0 && step <= points[index - 1]!.step));
  if (unordered >= 0) return `its points are not in the order of steps from 0 to ${config.steps}`;
  if (losses && losses.length > config.steps) return `it has ${losses.length} losses of ${config.steps} steps`;
  return endsFault(data) ?? data;
}

/** Counts and bits of the ends must be of the images that the file says, and of each other. */
function endsFault({ ends, images }: GivenReport): string | null {
  if (!ends) return null;
  if (!images) return 'it does not say how many images its ends were judged on';
  const { probeTest } = images;
  for (const [of, { correct, right }] of Object.entries(ends)) {
    for (const [task, count] of Object.entries(correct)) {
      const bits = right[task];
      if (count > probeTest) return `ends.${of}.correct has ${count} of ${probeTest} test images`;
      if (bits === undefined && Object.keys(right).length === 0) continue; // a collection that comes with the page leaves all bits out
      if (bits === undefined || bits.length !== base64Length(Math.ceil(probeTest / 8))) return `ends.${of}.right is not of ${probeTest} test images`;
      if (unpackBits(bits, probeTest).reduce((sum, bit) => sum + bit, 0) !== count) return `ends.${of} counts others than it marks`;
    }
  }
  return null;
}

function faultOf(issue: z.core.$ZodIssue, given: unknown): string {
  const place = showGiven(issue.path.map(String).join('.'));
  if (issue.path.length === 0) return 'it is not a report';
  const value = issue.path.reduce<unknown>((part, key) => (typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined), given);
  if (value === undefined) return `${place} is missing`;
  const shown = typeof value === 'number' || typeof value === 'string' ? showGiven(String(value)) : Array.isArray(value) ? `${value.length} long` : 'unusable';
  if (issue.code === 'too_big') return `${place} is ${shown}, but the most is ${issue.maximum}`;
  if (issue.code === 'too_small') return `${place} is ${shown}, but the least is ${issue.minimum}`;
  if (issue.code === 'custom') return `${place} ${issue.message}`;
  return `${place} is ${shown}, which it cannot be`;
}

function importedRecord(report: GivenReport): RunRecord {
  const identity = [writeLink(report.config), report.date, report.madeBy, report.device.adapter, report.final.loss].join('|');
  return recordOf(report, 'imported', `file-${[identity, `again|${identity}`].map((text) => stableHash(text).toString(16).padStart(8, '0')).join('')}`);
}

/** The record of a finished run that a report tells of. `reportOf` makes the same report of it again. */
export function recordOf(report: GivenReport, origin: Origin, id: string = newId()): RunRecord {
  const { config, device, final, timing, judgement } = report;
  const start = newRecord({ id, experiment: config, madeBy: report.madeBy ?? 'an earlier version', origin, startedAt: report.date ? Date.parse(report.date) : Date.now() });
  const points = pointsOf(report);
  return {
    ...start,
    state: 'finished',
    device: { ...device, threads: 1, sentence: `This run was made elsewhere, with ${device.backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'} on ${device.adapter}.` },
    tasks: report.tasks ?? knownTasks(Object.keys(report.untrained.refit)),
    images: imagesOf(report),
    losses: report.losses ? append(emptySeries, 1, report.losses) : lossesOf(report),
    stepMilliseconds: timing.stepMilliseconds,
    points,
    ends: endsOf(report),
    originals: report.reconstruction ? picturesOf(report.reconstruction.originals, report.reconstruction.count) : null,
    reconstruction: report.reconstruction ? { ...rebuiltOf(report.reconstruction, 'trained'), step: points.at(-1)!.step } : null,
    final: {
      loss: final.loss,
      online: final.online,
      refit: final.refit,
      rankMe: final.rankMe,
      sparsity: final.sparsity,
      knn: final.knn ?? {},
      collapse: final.collapse ?? NaN,
      uniformity: final.uniformity ?? NaN,
      alignment: final.alignment ?? NaN,
      lidar: final.lidar ?? NaN,
    },
    timing: { ...timing, probeShare: timing.probeShare ?? NaN },
    memory: report.memory,
    judgement: judgement ?? null,
  };
}

function imagesOf({ images }: GivenReport): ImageCounts | null {
  return images ? { ...images, lookTrain: images.lookTrain ?? images.probeTrain, lookTest: images.lookTest ?? images.probeTest } : null;
}

type GivenReconstruction = NonNullable<GivenReport['reconstruction']>;

function picturesOf({ side, pixels }: { side: number; pixels: string }, count: number): Pictures {
  return { side, count, pixels: fromBase64(pixels) };
}

function rebuiltOf({ side, count, ...of }: GivenReconstruction, which: 'untrained' | 'trained'): Reconstruction {
  const { luminance, colour, pixels }: ReportReconstruction = of[which];
  return { luminance, colour, ...picturesOf({ side, pixels }, count) };
}

function endsOf({ ends, images, reconstruction }: GivenReport): Ends {
  if (!ends || !images) return noEnds;
  const of = (which: 'untrained' | 'trained'): EndEvaluation => ({
    trainImages: images.probeTrain,
    testImages: images.probeTest,
    ...ends[which],
    reconstruction: reconstruction ? rebuiltOf(reconstruction, which) : nothingRebuilt,
  });
  return { untrained: of('untrained'), trained: of('trained') };
}

function pointsOf({ points, untrained, final }: GivenReport): Point[] {
  return points.map(({ step, seconds, loss, parts = {}, online, refit, inside }, index): Point => {
    const isLast = index === points.length - 1;
    // What the first and the last point lack in old files stands beside them.
    const accuracy = refit ?? (step === 0 ? untrained.refit : isLast ? final.refit : undefined);
    const look = inside ?? (isLast ? { rankMe: final.rankMe, sparsity: final.sparsity, collapse: final.collapse ?? NaN, uniformity: final.uniformity ?? NaN } : undefined);
    return {
      step,
      seconds,
      loss: step === 0 ? null : loss,
      parts,
      online,
      ...(accuracy && { refit: accuracy }),
      ...(look && { inside: { ...look, spectrum: isLast ? (final.spectrum ?? []) : [] } }),
    };
  });
}

/** Of a file without pictures, as collections may be that want to stay small. */
const nothingRebuilt: Reconstruction = { luminance: NaN, colour: NaN, side: 0, count: 0, pixels: new Uint8ClampedArray() };

/** From the points, where a file has no loss per step: at step 1 the first batch's, which step 0 tells, then each point's mean. */
function lossesOf({ points }: GivenReport): Series {
  return points.reduce((series, { step, loss }) => append(series, Math.max(step, 1), [loss]), emptySeries);
}

/** A file that the page opens, of one or many reports; with the query of the sweep that they belong to. */
export function collectionText(reports: readonly ExperimentReport[], sweepLink?: string): string {
  const head: Omit<Collection, 'runs'> = { version: COLLECTION_VERSION, ...(sweepLink !== undefined && { sweep: sweepLink }) };
  // One run a line, so that files can be compared line by line.
  return `${JSON.stringify(head).slice(0, -1)},"runs":[\n${reports.map((report) => JSON.stringify(report)).join(',\n')}\n]}\n`;
}
