/** What charts draw of the refit probe, and when they have to be drawn anew. Pure. */
import type { Run } from '../../runs/run';

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
