/** Turns runs into the rows that the chart over steps draws. Pure; thins for the eye, never the data. */
import type { Run } from '../../runs/run';
import { bucketFor, smooth, thin, thinRows } from '../../runs/thin';

/** One position on the step axis; other keys are `loss:<run id>` and `online:<run id>`. */
export interface CurveRow {
  step: number;
  [key: string]: number;
}

export const lossKey = (run: Run): string => `loss:${run.id}`;
export const onlineKey = (run: Run): string => `online:${run.id}`;

/** More online measurements than this cannot be told apart in a chart. */
const MOST_ONLINE = 300;

export interface CurveOptions {
  task: string;
  /** Steps that the axis spans, and pixels it has for them. */
  reach: number;
  pixels: number;
  /** 0 draws every loss as it was. */
  smoothing: number;
}

export function curveRows(runs: readonly Run[], { task, reach, pixels, smoothing }: CurveOptions): CurveRow[] {
  const rows = new Map<number, CurveRow>();
  const put = (step: number, key: string, value: number) => {
    const row = rows.get(step);
    if (row) row[key] = value;
    else rows.set(step, { step, [key]: value });
  };
  const bucket = bucketFor(reach, pixels);
  for (const run of runs) {
    for (const { step, value } of thin(smooth(run.losses, smoothing), bucket)) put(step, lossKey(run), value);
    for (const point of thinRows(run.points, MOST_ONLINE, ({ refit }) => refit !== undefined)) {
      const online = point.online[task];
      if (online !== undefined) put(point.step, onlineKey(run), online);
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
