/**
 * The training worker. Owns the one run that is going on and keeps the last data set, so that a new width starts
 * without reading the images again. A dedicated worker goes on in a hidden tab, unlike anything paced by animation frames.
 */
import type { Dataset } from '../data/dataset';
import { datasetKey, loadDataset } from '../data/load';
import { Run } from '../train/run';
import { retune } from '../engine/backend';
import type { RunCommand, RunEvent } from './protocol';

const channel = new MessageChannel();
const resume: (() => void)[] = [];
channel.port1.onmessage = () => resume.shift()?.();

/** Yields to commands that wait. By a message, since timers are throttled in hidden tabs and slower everywhere. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    resume.push(resolve);
    channel.port2.postMessage(null);
  });
}

let kept: { key: string; dataset: Dataset } | null = null;

const load: typeof loadDataset = async (request, onProgress) => {
  const key = await datasetKey(request);
  if (kept?.key === key) return kept.dataset;
  kept = null; // never two sets at once
  const dataset = await loadDataset(request, onProgress);
  kept = { key, dataset };
  return dataset;
};

let current: { run: Run; ended: Promise<void> } | null = null;

async function start({ runId, experiment, backend, paused }: Extract<RunCommand, { kind: 'start' }>): Promise<void> {
  const former = current;
  former?.run.stop();
  const emit = (event: RunEvent) => self.postMessage(event);
  const run = new Run(experiment, backend, { emit: (event) => emit({ ...event, runId }), breathe, load });
  // The former run frees its tensors before the new one counts its own.
  const ended = (former?.ended ?? Promise.resolve()).then(() => run.start(paused));
  current = { run, ended };
  await ended;
}

function handle(command: RunCommand): void {
  switch (command.kind) {
    case 'start':
      void start(command);
      break;
    case 'pause':
      current?.run.pause();
      break;
    case 'continue':
      if (current) current.ended = Promise.all([current.ended, current.run.continue()]).then(() => undefined);
      break;
    case 'step':
      current?.run.stepOnce();
      break;
    case 'stop':
      current?.run.stop();
      break;
    case 'retune':
      void retune();
      break;
  }
}

self.onmessage = ({ data }: MessageEvent<RunCommand>) => handle(data);
