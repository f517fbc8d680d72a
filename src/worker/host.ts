/**
 * The training worker: hears commands and hands each to the part that it is for. A dedicated worker goes on in a hidden tab, unlike
 * anything paced by animation frames.
 */
import { imagesKey } from '../data/load';
import { chooseBackend, retune } from '../engine/backend';
import { recordEvent } from '../record/recordEvent';
import { claim } from '../storage/locks';
import { openArchive } from '../storage/openArchive';
import { openCheckpoints } from '../storage/checkpoints';
import type { TrainEvent } from '../train/events';
import { told } from '../train/failure';
import { breathe } from './breathe';
import { heldImages } from './heldImages';
import { Looks } from './looks';
import { Networks } from './networks';
import { once } from './once';
import type { RunCommand, WorkerEvent } from './protocol';
import { StateKeeper } from './stateKeeper';
import { storageVoice } from './storageVoice';
import { SweepQueue } from './sweepQueue';
import type { WorkerSurroundings } from './surroundings';
import { Trainer } from './trainer';

/** A page that is being reloaded still holds its sweep for a moment. */
const SWEEP_PATIENCE_MS = 2_000;

const tell = (event: WorkerEvent) => self.postMessage(event);
const archive = once(openArchive);
const checkpoints = once(openCheckpoints);
const voice = storageVoice(tell);
const keeper = new StateKeeper(checkpoints, archive, voice);
const surroundings: WorkerSurroundings = { tell, breathe, load: heldImages(), keyOf: imagesKey, startBackend: chooseBackend, archive, checkpoints };

const looks: Looks = new Looks({
  ...surroundings,
  isTraining: () => trainer.isTraining,
  networkOf: (runId) => networks.of(runId),
  emitFor: (runId) => (event) => hear(runId, event),
});
const trainer = new Trainer({ ...surroundings, keeper, voice }, () => looks.giveWay());
const networks = new Networks(trainer, keeper);

let openedQueue: SweepQueue | null = null;

/** Opens the archive, which a worker that trains single runs needs not wait for. */
function queue(): SweepQueue {
  return (openedQueue ??= new SweepQueue({
    archive: archive(),
    emit: tell,
    run: ({ resume, ...wish }) => trainer.begin({ ...wish, resume: resume ? 'may' : 'no', keep: true }),
    stop: () => trainer.halt(),
    lock: (name) => claim(name, SWEEP_PATIENCE_MS),
  }));
}

/** What is found about a run is written beside it, be it in this worker's hands or not. */
function hear(runId: string, event: TrainEvent): void {
  const training = trainer.find(runId);
  if (training) return training.hear(event);
  tell({ ...event, runId });
  if (event.kind === 'judged') void note(runId, event);
}

async function note(runId: string, event: TrainEvent): Promise<void> {
  try {
    const kept = await archive();
    const record = await kept.record(runId);
    if (record) await kept.put(recordEvent(record, event));
  } catch (error) {
    voice.failed('runs', error);
  }
}

async function tellWeights(runId: string): Promise<void> {
  try {
    tell({ kind: 'weights', runId, weights: await networks.of(runId) });
  } catch (error) {
    tell({ kind: 'weights', runId, weights: null, problem: told(error).message });
  }
}

/** A visitor who starts or continues a run wants the device: a sweep waits, with the run that it was making. */
function handle(command: RunCommand): void {
  switch (command.kind) {
    case 'start': {
      const { runId, experiment, backend, paused = false, keep = true } = command;
      void openedQueue?.halt();
      void trainer.begin({ runId, experiment, backend, paused, keep, resume: 'no' });
      break;
    }
    case 'resume':
      void openedQueue?.halt();
      void trainer.begin({ runId: command.runId, backend: command.backend, experiment: null, keep: true, resume: 'must' });
      break;
    case 'pause':
      trainer.pause();
      break;
    case 'continue':
      trainer.continue();
      break;
    case 'step':
      trainer.stepOnce();
      break;
    case 'stop':
      trainer.stop();
      break;
    case 'judge':
      looks.ask(command.runId, { of: 'judgement' }, networks.backendOf(command.runId) ?? command.backend ?? 'auto');
      break;
    case 'map':
      looks.ask(command.runId, { of: 'map', layout: command.layout }, networks.backendOf(command.runId) ?? command.backend ?? 'auto');
      break;
    case 'weights':
      void tellWeights(command.runId);
      break;
    case 'adopt':
      networks.adopt(command.runId, command.weights, command.backend);
      break;
    case 'retune':
      void retune();
      break;
    case 'sweep':
    case 'sweep-pause':
    case 'sweep-skip':
    case 'sweep-order':
    case 'sweep-discard':
      queue().handle(command);
      break;
  }
}

self.onmessage = ({ data }: MessageEvent<RunCommand>) => handle(data);
