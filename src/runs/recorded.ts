/**
 * The finished default sweep that comes with the page, so that there is something real to look at before anything was trained
 * here. Made by the headless command (`npm run -s recorded`), fetched once and late; a page without it is whole too.
 */
import { defaultExperiment, type Experiment, withChanges } from '../experiment/fields';
import { writeLink } from '../experiment/link';
import { readSweep, type Sweep } from '../experiment/sweep';
import type { RunRecord } from '../record/record';
import { type RunSummary, summaryOf } from '../record/summary';

export const RECORDED_FILE = 'recorded/default-sweep.json';

export interface RecordedSweep {
  readonly sweep: Sweep;
  /** `writeSweep`. */
  readonly link: string;
  /** Finished runs with their curves, narrowest first, then by seed. */
  readonly records: readonly RunRecord[];
  readonly summaries: readonly RunSummary[];
}

let asked: Promise<RecordedSweep | null> | null = null;

/** Null where there is none that can be used; that is no failure of the page. */
export function loadRecorded(): Promise<RecordedSweep | null> {
  asked ??= fetchRecorded().catch(() => null);
  return asked;
}

async function fetchRecorded(): Promise<RecordedSweep | null> {
  const [response, { readRunFile }] = await Promise.all([fetch(new URL(RECORDED_FILE, document.baseURI)), import('../exchange/runFile')]);
  return response.ok ? recordedFrom(readRunFile(await response.text(), RECORDED_FILE)) : null;
}

/** From a collection of runs: those that belong to its sweep. */
export function recordedFrom({ records, sweep: link }: { records: readonly RunRecord[]; sweep: string | null }): RecordedSweep | null {
  const sweep = link === null ? null : readSweep(link).sweep;
  if (link === null || sweep === null || records.length === 0) return null;
  const recorded = records
    .map((record) => ({ ...record, origin: 'recorded' as const }))
    .sort((a, b) => a.experiment.width - b.experiment.width || a.experiment.seed - b.experiment.seed);
  return { sweep, link, records: recorded, summaries: recorded.map(summaryOf) };
}

/** Whether an experiment is one of the recorded sweep's family: the default, but for the width and the seed. */
export function isRecordedFamily(experiment: Experiment): boolean {
  const { width, seed } = defaultExperiment;
  return writeLink(withChanges(experiment, { width, seed })) === writeLink(defaultExperiment);
}

/** The recorded run whose width is nearest by ratio, of the wanted seed where it was recorded, else of the first one. */
export function nearestRecord(records: readonly RunRecord[], width: number, seed: number): RunRecord | null {
  const ratio = ({ experiment }: RunRecord) => Math.abs(Math.log(experiment.width / width));
  const near = Math.min(...records.map(ratio));
  const closest = records.filter((record) => ratio(record) === near);
  return closest.find(({ experiment }) => experiment.seed === seed) ?? closest[0] ?? null;
}
