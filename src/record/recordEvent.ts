/** How each event of a run changes what it leaves behind. Pure; an event that is only for the eye returns the same record. */
import type { Point, TrainEvent } from '../train/events';
import type { RunRecord } from './record';
import { append } from './series';

export function recordEvent<Record extends RunRecord>(record: Record, event: TrainEvent): Record {
  switch (event.kind) {
    case 'state':
      return { ...record, state: event.state, failure: event.failure ?? null };
    case 'device':
      return { ...record, device: event.device };
    case 'prepared':
      return {
        ...record,
        tasks: event.tasks,
        images: {
          train: event.trainImages,
          test: event.testImages,
          probeTrain: event.probeTrainImages,
          probeTest: event.probeTestImages,
          lookTrain: event.lookTrainImages,
          lookTest: event.lookTestImages,
        },
      };
    case 'losses':
      return {
        ...record,
        losses: append(record.losses, event.fromStep, event.values),
        stepMilliseconds: event.stepMilliseconds > 0 ? event.stepMilliseconds : record.stepMilliseconds,
      };
    case 'point':
      return { ...record, points: withPoint(record.points, event.point) };
    case 'originals':
      return { ...record, originals: event.originals };
    case 'reconstruction':
      return { ...record, reconstruction: { ...event.reconstruction, step: event.step } };
    case 'end':
      return { ...record, ends: { ...record.ends, [event.of]: event.evaluation } };
    case 'judged':
      return { ...record, judgement: event.judgement };
    case 'finished':
      return { ...record, final: event.final, timing: event.timing, memory: event.memory };
    case 'progress':
    case 'views':
    case 'inspection':
    case 'mapped':
      return record;
  }
}

/** Points stay in order of steps. One that is not newer means that the run went back: later ones are dropped. */
function withPoint(points: readonly Point[], point: Point): readonly Point[] {
  const keep = points.findLastIndex((other) => other.step < point.step) + 1;
  const replaced = points[keep];
  // A second report of the same step may bring the refit measurement that the first did not have yet.
  const merged = replaced?.step === point.step && !point.refit && replaced.refit ? { ...replaced, ...point } : point;
  return [...points.slice(0, keep), merged];
}
