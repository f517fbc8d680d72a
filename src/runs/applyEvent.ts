/** How each event from the training worker changes the run that it speaks of. Pure; events of unknown runs change nothing. */
import { recordEvent } from '../record/recordEvent';
import type { RunEvent } from '../worker/protocol';
import type { Run } from './run';

export function applyEvents(runs: readonly Run[], events: readonly RunEvent[]): readonly Run[] {
  return events.reduce(applyEvent, runs);
}

export function applyEvent(runs: readonly Run[], event: RunEvent): readonly Run[] {
  const index = runs.findIndex((run) => run.id === event.runId);
  return index < 0 ? runs : runs.with(index, change(recordEvent(runs[index]!, event), event));
}

/** What is only for the eye. */
function change(run: Run, event: RunEvent): Run {
  switch (event.kind) {
    case 'state':
      return event.state === 'preparing' ? run : { ...run, progress: null };
    case 'progress':
      return { ...run, progress: { label: event.label, fraction: event.fraction, secondsLeft: event.secondsLeft } };
    case 'views':
      return { ...run, views: event.views };
    case 'inspection':
      return { ...run, inspection: event.progress };
    case 'mapped':
      return { ...run, map: event.map };
    case 'device':
    case 'prepared':
    case 'losses':
    case 'point':
    case 'originals':
    case 'reconstruction':
    case 'end':
    case 'judged':
    case 'finished':
      return run;
  }
}
