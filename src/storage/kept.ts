/**
 * Runs on their way into storage and back. What is read may be older than this page or damaged: it is checked as far as lists and
 * charts rely on it, experiments of version 1 are brought to this one, and what cannot be used is null.
 */
import { defaultExperiment, type Experiment, fieldNames, fieldTable } from '../experiment/fields';
import { upgradedLink, writeLink } from '../experiment/link';
import { upgradedSweep } from '../experiment/sweep';
import { upgradedSettings } from '../experiment/version1';
import type { ImageCounts, Origin, RunRecord } from '../record/record';
import type { Series } from '../record/series';
import type { RunSummary } from '../record/summary';
import type { StoredSweep } from '../record/storedSweep';
import type { EndEvaluation, Pictures, RunState } from '../train/events';

type Loose<Kept> = { readonly [Key in keyof Kept]?: unknown };

const states: readonly RunState[] = ['idle', 'preparing', 'running', 'paused', 'finished', 'failed'];
const origins: readonly Origin[] = ['here', 'imported', 'received', 'recorded'];

/** The record alone, whatever else the object has, and of its losses only those that there are. */
export function toKeep(record: RunRecord): RunRecord {
  const { id, experiment, link, origin, startedAt, madeBy, sweepId, state, device, tasks, images, losses, stepMilliseconds, points, ends, originals, reconstruction, final, timing, memory, failure, judgement } = record;
  const { firstStep, values, length } = losses;
  return {
    id,
    experiment,
    link,
    origin,
    startedAt,
    madeBy,
    sweepId,
    state,
    device,
    tasks,
    images,
    losses: { firstStep, values: values.slice(0, length), length },
    stepMilliseconds,
    points,
    ends,
    originals,
    reconstruction,
    final,
    timing,
    memory,
    failure,
    judgement,
  };
}

export function keptRecord(value: unknown): RunRecord | null {
  const kept = value as Loose<RunRecord> | null | undefined;
  const head = kept && headOf(kept);
  if (!head || !isRecordBody(kept)) return null;
  const { ends, originals, reconstruction } = kept as Loose<RunRecord>;
  return {
    ...(kept as unknown as RunRecord),
    ...head,
    images: keptImages(kept.images),
    ends: { untrained: keptEnd(isObject(ends) ? ends.untrained : null), trained: keptEnd(isObject(ends) ? ends.trained : null) },
    originals: isPictures(originals) ? originals : null,
    reconstruction: isPictures(reconstruction) ? (reconstruction as RunRecord['reconstruction']) : null,
  };
}

/** Runs that were made before looks had a number of images of their own looked at as many as at their ends. */
function keptImages(value: unknown): ImageCounts | null {
  if (!isObject(value)) return null;
  const images = value as unknown as ImageCounts;
  return { ...images, lookTrain: images.lookTrain ?? images.probeTrain, lookTest: images.lookTest ?? images.probeTest };
}

function keptEnd(value: unknown): EndEvaluation | null {
  const whole = isObject(value) && isObject(value.correct) && isObject(value.right) && typeof value.testImages === 'number' && isPictures(value.reconstruction);
  return whole ? (value as unknown as EndEvaluation) : null;
}

function isPictures(value: unknown): value is Pictures {
  return isObject(value) && typeof value.side === 'number' && typeof value.count === 'number' && value.pixels instanceof Uint8ClampedArray && value.pixels.length === 3 * value.count * value.side ** 2;
}

export function keptSummary(value: unknown): RunSummary | null {
  const kept = value as Loose<RunSummary> | null | undefined;
  const head = kept && headOf(kept);
  if (!head || !isList(kept.tasks) || typeof kept.step !== 'number' || !isAccuracies(kept.untrained) || !isAccuracies(kept.refit)) return null;
  const correct = isObject(kept.correct) ? (kept.correct as RunSummary['correct']) : null;
  const gainErrors = isObject(kept.gainErrors) ? (kept.gainErrors as RunSummary['gainErrors']) : null;
  return { ...(kept as unknown as RunSummary), ...head, correct, gainErrors };
}

export function keptSweep(value: unknown): StoredSweep | null {
  const kept = value as Loose<StoredSweep> | null | undefined;
  if (!kept || typeof kept.id !== 'string' || typeof kept.link !== 'string' || typeof kept.startedAt !== 'number') return null;
  const whole = isList(kept.waiting) && isList(kept.skipped) && isObject(kept.runs) && isObject(kept.failed);
  return whole ? upgradedStoredSweep(kept as unknown as StoredSweep) : null;
}

/** Links name the runs of a sweep, so all of them are brought to this version. */
function upgradedStoredSweep(sweep: StoredSweep): StoredSweep {
  const byLink = <Value>(given: Readonly<Record<string, Value>>) => Object.fromEntries(Object.entries(given).map(([link, value]) => [upgradedLink(link), value]));
  return {
    ...sweep,
    link: upgradedSweep(sweep.link),
    waiting: sweep.waiting.map(upgradedLink),
    skipped: sweep.skipped.map(upgradedLink),
    runs: byLink(sweep.runs),
    failed: byLink(sweep.failed),
  };
}

/** What records and summaries share. */
function headOf(kept: Loose<RunRecord | RunSummary>): Pick<RunRecord, 'id' | 'link' | 'experiment' | 'state' | 'origin' | 'startedAt'> | null {
  const { id, startedAt } = kept;
  const state = states.find((known) => known === kept.state);
  const origin = origins.find((known) => known === kept.origin);
  const experiment = keptExperiment(kept.experiment);
  if (typeof id !== 'string' || typeof startedAt !== 'number' || !state || !origin || !experiment) return null;
  return { id, link: writeLink(experiment), startedAt, state, origin, experiment };
}

function keptExperiment(value: unknown): Experiment | null {
  if (!isObject(value)) return null;
  const experiment = { ...defaultExperiment, ...upgradedSettings(value as Partial<Experiment>) };
  const isFit = fieldNames.every((name) => {
    const field = fieldTable[name];
    return field.kind === 'choice' ? field.choices.includes(String(experiment[name])) : Number.isFinite(experiment[name]);
  });
  return isFit ? experiment : null;
}

function isRecordBody({ losses, points, tasks, device }: Loose<RunRecord>): boolean {
  if (!isObject(losses) || !isList(points) || !isList(tasks) || !(device === null || isObject(device))) return false;
  const { firstStep, values, length } = losses as Loose<Series>;
  const isSeries = typeof firstStep === 'number' && values instanceof Float32Array && typeof length === 'number' && length <= values.length;
  return isSeries && points.every((point) => isObject(point) && typeof point.step === 'number' && isObject(point.online));
}

function isAccuracies(value: unknown): boolean {
  return value === null || isObject(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
