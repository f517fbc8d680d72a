/** What the charts draw of the runs: rows of a step axis, marks of the refit probe. Pure; thins for the eye, never the data. */
import type { Run } from '../../runs/run';
import { thinRows } from '../../record/thin';

/** One place where the crosshair can stop; other keys are `online:<run id>`. */
export interface CurveRow {
  step: number;
  [key: string]: number;
}

export const onlineKey = (run: Run): string => `online:${run.id}`;

/** More online measurements, or places for the crosshair, than this cannot be told apart in a chart. */
const MOST_PLACES = 300;

/** Rows for every measurement of the online probe, and evenly between them so that the crosshair can read the loss too. */
export function curveRows(runs: readonly Run[], task: string, reach: number): CurveRow[] {
  const rows = new Map<number, CurveRow>();
  const rowAt = (step: number): CurveRow => {
    const row = rows.get(step) ?? { step };
    rows.set(step, row);
    return row;
  };
  const stride = Math.max(1, Math.ceil(reach / MOST_PLACES));
  for (let step = 0; step <= reach; step += stride) rowAt(step);
  for (const run of runs) {
    for (const point of thinRows(run.points, MOST_PLACES, ({ refit }) => refit !== undefined)) {
      const online = point.online[task];
      if (online !== undefined) rowAt(point.step)[onlineKey(run)] = online;
    }
  }
  return [...rows.values()].sort((a, b) => a.step - b.step);
}

export interface RefitMark {
  step: number;
  /** Pretext loss there: at step 0 that of the first batch, which the untrained network saw. */
  loss: number | null;
  accuracy: number;
}

export function refitMarks(run: Run, task: string): RefitMark[] {
  const marks: RefitMark[] = [];
  for (const { step, loss, refit } of run.points) {
    const accuracy = refit?.[task];
    if (accuracy === undefined) continue;
    const first = run.losses.length > 0 ? run.losses.values[0]! : null;
    marks.push({ step, loss: step === 0 ? first : loss, accuracy });
  }
  return marks;
}

/** Losses depend on the method and, for most methods, on batch and temperature; only like ones share an axis. */
export function comparable(run: Run, other: Run): boolean {
  const a = run.experiment;
  const b = other.experiment;
  const sameTemperature = a.method !== 'simclr' || a.temperature === b.temperature;
  return a.method === b.method && a.batch === b.batch && sameTemperature;
}

/** Whether two lists of runs have the same measurements, so that charts of points need not follow every single loss. */
export function sameMeasurements(runs: readonly Run[], others: readonly Run[]): boolean {
  return (
    runs.length === others.length &&
    runs.every((run, index) => {
      const other = others[index]!;
      return run.id === other.id && run.points === other.points && run.state === other.state && run.hidden === other.hidden && run.tasks === other.tasks;
    })
  );
}
