/** How each event from the training worker changes the run that it speaks of. Pure; events of unknown runs change nothing. */
import type { Point, RunEvent } from '../worker/protocol';
import type { Run } from './run';
import { append } from './series';

export function applyEvents(runs: readonly Run[], events: readonly RunEvent[]): readonly Run[] {
  return events.reduce(applyEvent, runs);
}

export function applyEvent(runs: readonly Run[], event: RunEvent): readonly Run[] {
  const index = runs.findIndex((run) => run.id === event.runId);
  return index < 0 ? runs : runs.with(index, change(runs[index]!, event));
}

function change(run: Run, event: RunEvent): Run {
  switch (event.kind) {
    case 'state':
      return {
        ...run,
        state: event.state,
        failure: event.failure ?? null,
        progress: event.state === 'preparing' ? run.progress : null,
      };
    case 'device':
      return { ...run, device: event.device };
    case 'progress':
      return { ...run, progress: { label: event.label, fraction: event.fraction, secondsLeft: event.secondsLeft } };
    case 'prepared':
      return {
        ...run,
        tasks: event.tasks,
        images: {
          train: event.trainImages,
          test: event.testImages,
          probeTrain: event.probeTrainImages,
          probeTest: event.probeTestImages,
        },
      };
    case 'losses':
      return {
        ...run,
        losses: append(run.losses, event.fromStep, event.values),
        stepMilliseconds: event.stepMilliseconds > 0 ? event.stepMilliseconds : run.stepMilliseconds,
      };
    case 'point':
      return { ...run, points: withPoint(run.points, event.point) };
    case 'views':
      return { ...run, views: event.views };
    case 'inspection':
      return { ...run, inspection: event.progress };
    case 'judged':
      return { ...run, judgement: event.judgement };
    case 'mapped':
      return { ...run, map: event.map };
    case 'finished':
      return { ...run, final: event.final, timing: event.timing, memory: event.memory };
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
