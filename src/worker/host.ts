/**
 * The training worker. Owns the one run that is going on, keeps the last images, so that a new width starts without reading
 * them again, and the weights of the last runs, so that they can be looked into. A dedicated worker goes on in a hidden tab,
 * unlike anything paced by animation frames.
 */
import type { ExperimentImages } from '../data/dataset';
import { imagesKey, loadImages } from '../data/load';
import { chooseBackend, retune, type BackendWish } from '../engine/backend';
import { Inspection, type Wanted } from '../train/inspect/inspection';
import type { TrainEvent } from '../train/events';
import { Run } from '../train/run';
import type { RunCommand, RunEvent } from './protocol';

/** Runs whose weights are kept; as many as the page shows. */
const MOST_RUNS = 6;

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

let kept: { key: string; images: ExperimentImages } | null = null;

const load: typeof loadImages = async (request, onProgress) => {
  const key = await imagesKey(request);
  if (kept?.key === key) return kept.images;
  kept = null; // never two at once
  const images = await loadImages(request, onProgress);
  kept = { key, images };
  return images;
};

/** A run, its backend, and the end of its work on the device. */
interface Known {
  run: Run;
  wish: BackendWish;
  ended: Promise<void>;
}

/** By run, oldest first; the newest is the current one. */
const known = new Map<string, Known>();
let current: Known | null = null;
/** Looks on demand come one after the other; this is the end of the last one. */
let inspections: Promise<void> = Promise.resolve();
let inspection: Inspection | null = null;
/** How often training has wanted the device; inspections that were asked for before give way. */
let wantedByTraining = 0;

/** Training and inspections never share the device: inspections end before training goes on. */
async function endInspections(): Promise<void> {
  wantedByTraining++;
  inspection?.stop();
  await inspections;
}

function emitFor(runId: string) {
  return (event: TrainEvent) => self.postMessage({ ...event, runId } satisfies RunEvent);
}

function start({ runId, experiment, backend, paused }: Extract<RunCommand, { kind: 'start' }>): void {
  const former = current;
  former?.run.stop();
  const run = new Run(experiment, backend, { emit: emitFor(runId), breathe, load });
  // The former run frees its tensors before the new one counts its own.
  const ended = Promise.all([former?.ended, endInspections()]).then(() => run.start(paused));
  current = { run, wish: backend, ended };
  known.set(runId, current);
  for (const oldest of [...known.keys()].slice(0, -MOST_RUNS)) known.delete(oldest);
}

/** Lets the current run go on once the device is free. */
function proceed(how: (run: Run) => void | Promise<void>): void {
  if (!current) return;
  const { run, ended } = current;
  current.ended = Promise.all([ended, endInspections().then(() => how(run))]).then(() => undefined);
}

function inspect(runId: string, wanted: Wanted): void {
  const turn = wantedByTraining;
  inspections = inspections.then(() => inspectNow(runId, wanted, turn));
}

async function inspectNow(runId: string, wanted: Wanted, turn: number): Promise<void> {
  const emit = emitFor(runId);
  const refuse = (label: string) => emit({ kind: 'inspection', progress: { of: wanted.of, state: 'failed', label, fraction: null } });
  const asked = known.get(runId);
  if (!asked) return refuse('The weights of this run are no longer in memory. Run it again, then ask again.');
  const subject = current?.run.isTraining ? null : await asked.run.subject();
  if (!subject || turn !== wantedByTraining) return refuse('A network is being trained. Pause the run or wait for its end, then ask again.');
  inspection = new Inspection(subject, wanted, asked.wish, { emit, breathe, load, startBackend: chooseBackend });
  await inspection.run();
  inspection = null;
}

function handle(command: RunCommand): void {
  switch (command.kind) {
    case 'start':
      start(command);
      break;
    case 'pause':
      current?.run.pause();
      break;
    case 'continue':
      proceed((run) => run.continue());
      break;
    case 'step':
      proceed((run) => run.stepOnce());
      break;
    case 'stop':
      current?.run.stop();
      break;
    case 'judge':
      inspect(command.runId, { of: 'judgement' });
      break;
    case 'map':
      inspect(command.runId, { of: 'map', layout: command.layout });
      break;
    case 'retune':
      void retune();
      break;
    case 'resume':
    case 'weights':
    case 'adopt':
    case 'sweep':
    case 'sweep-pause':
    case 'sweep-skip':
    case 'sweep-order':
      break; // to come
  }
}

self.onmessage = ({ data }: MessageEvent<RunCommand>) => handle(data);
