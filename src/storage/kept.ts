/**
 * Runs on their way into storage and back. What is read may be older than this page or damaged: it is checked as far as lists and
 * charts rely on it, fields that experiments did not have yet take their defaults, and what cannot be used is null.
 */
import { defaultExperiment, type Experiment, fieldNames, fieldTable } from '../experiment/fields';
import type { Origin, RunRecord } from '../record/record';
import type { Series } from '../record/series';
import type { RunSummary } from '../record/summary';
import type { StoredSweep } from '../record/storedSweep';
import type { RunState } from '../train/events';

type Loose<Kept> = { readonly [Key in keyof Kept]?: unknown };

const states: readonly RunState[] = ['idle', 'preparing', 'running', 'paused', 'finished', 'failed'];
const origins: readonly Origin[] = ['here', 'imported', 'received', 'recorded'];

/** The record alone, whatever else the object has, and of its losses only those that there are. */
export function toKeep(record: RunRecord): RunRecord {
  const { id, experiment, link, origin, startedAt, madeBy, sweepId, state, device, tasks, images, losses, stepMilliseconds, points, final, timing, memory, failure, judgement } = record;
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
  return { ...(kept as unknown as RunRecord), ...head };
}

export function keptSummary(value: unknown): RunSummary | null {
  const kept = value as Loose<RunSummary> | null | undefined;
  const head = kept && headOf(kept);
  if (!head || !isList(kept.tasks) || typeof kept.step !== 'number' || !isAccuracies(kept.untrained) || !isAccuracies(kept.refit)) return null;
  return { ...(kept as unknown as RunSummary), ...head };
}

export function keptSweep(value: unknown): StoredSweep | null {
  const kept = value as Loose<StoredSweep> | null | undefined;
  if (!kept || typeof kept.id !== 'string' || typeof kept.link !== 'string' || typeof kept.startedAt !== 'number') return null;
  const whole = isList(kept.waiting) && isList(kept.skipped) && isObject(kept.runs) && isObject(kept.failed);
  return whole ? (kept as unknown as StoredSweep) : null;
}

/** What records and summaries share. */
function headOf(kept: Loose<RunRecord | RunSummary>): Pick<RunRecord, 'id' | 'link' | 'experiment' | 'state' | 'origin' | 'startedAt'> | null {
  const { id, link, startedAt } = kept;
  const state = states.find((known) => known === kept.state);
  const origin = origins.find((known) => known === kept.origin);
  const experiment = keptExperiment(kept.experiment);
  if (typeof id !== 'string' || typeof link !== 'string' || typeof startedAt !== 'number' || !state || !origin || !experiment) return null;
  return { id, link, startedAt, state, origin, experiment };
}

function keptExperiment(value: unknown): Experiment | null {
  if (!isObject(value)) return null;
  const experiment = { ...defaultExperiment, ...value } as Experiment;
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
