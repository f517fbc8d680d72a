/** One run in the worker from its command to its end: claimed, found again where it goes on, trained, written down. */
import type { Experiment } from '../experiment/fields';
import { pageVersion } from '../record/pageVersion';
import { newRecord, type RunRecord, stepsDone } from '../record/record';
import type { NetworkWeights } from '../train/weights';
import { claim, type Release, runLock } from '../storage/locks';
import type { Failure, RunState, TrainEvent } from '../train/events';
import { told } from '../train/failure';
import type { KeptState } from '../train/kept';
import { Run } from '../train/run';
import { type KeptRun, packedNetwork, packedRun } from './checkpoint';
import { CannotContinue, inAnotherTab, keptRun, replayed, withCaveat } from './goingOn';
import type { BackendWish } from './protocol';
import { Recorder } from './recorder';
import type { StateKeeper } from './stateKeeper';
import type { StorageVoice } from './storageVoice';
import type { RunEnd } from './sweepQueue';
import type { WorkerSurroundings } from './surroundings';

/** A tab that was closed or reloaded a moment ago may still hold its run. */
const PATIENCE_MS = 3_000;

export interface TrainingWish {
  runId: string;
  backend: BackendWish;
  /** `must`: what was kept of it goes on, or it fails. `may`: it starts over where nothing usable was kept. */
  resume: 'no' | 'must' | 'may';
  /** Null where it goes on with what was kept. */
  experiment: Experiment | null;
  sweepId?: string | null;
  /** To pause right after preparing. */
  paused?: boolean;
  /** Whether anything of it is stored. */
  keep: boolean;
}

export interface TrainingSurroundings extends WorkerSurroundings {
  keeper: StateKeeper;
  voice: StorageVoice;
}

export class Training {
  readonly ended: Promise<RunEnd>;
  private run: Run | null = null;
  private recorder: Recorder | null = null;
  private kept: KeptRun | null = null;
  /** Of the images that are being trained on. */
  private imagesKey: Promise<string> | null = null;
  private state: RunState = 'preparing';
  private failure: Failure | undefined;
  private wasStopped = false;
  private isOver = false;

  /** `ready`: when the device is free. */
  constructor(
    readonly wish: TrainingWish,
    ready: Promise<unknown>,
    private readonly surroundings: TrainingSurroundings,
  ) {
    if (wish.resume === 'no') this.open(this.newRecord());
    this.ended = ready
      .then(() => this.go())
      .catch((error: unknown) => this.refuse(error))
      .finally(() => (this.isOver = true));
  }

  /** Whether it has the device to itself, or is about to. */
  get isTraining(): boolean {
    return !this.isOver && (this.run?.isTraining ?? true);
  }

  pause(): void {
    this.run?.pause();
  }

  continue(): void {
    this.run?.continue();
  }

  stepOnce(): void {
    this.run?.stepOnce();
  }

  stop(): void {
    this.wasStopped = true;
    this.run?.stop();
  }

  /** Keeps its state and stops. */
  halt(): void {
    this.wasStopped = true;
    this.run?.halt();
  }

  /** Its network as it is; null while it is trained and where it left none. */
  network(): Promise<NetworkWeights | null> {
    return this.run?.subject() ?? Promise.resolve(null);
  }

  /** Writes down and passes on. */
  hear(event: TrainEvent): void {
    const heard = event.kind === 'device' && this.kept ? { ...event, device: withCaveat(event.device, this.kept) } : event;
    if (heard.kind === 'state') [this.state, this.failure] = [heard.state, heard.failure];
    this.recorder?.hear(heard);
    this.surroundings.tell({ ...heard, runId: this.wish.runId });
  }

  private async go(): Promise<RunEnd> {
    const release = await this.claimed();
    try {
      const from = this.wish.resume === 'no' ? null : await this.reopened();
      if (this.wasStopped) this.run?.stop();
      await this.run?.start({ from, paused: this.wish.paused ?? false });
      if (this.state === 'finished') await this.keepNetwork();
      await this.recorder?.settled();
    } finally {
      release();
    }
    if (this.state === 'finished') return { end: 'finished' };
    return this.failure ? { end: 'failed', problem: this.failure.message } : { end: 'stopped' };
  }

  private async claimed(): Promise<Release> {
    if (!this.wish.keep) return () => undefined;
    const release = await claim(runLock(this.wish.runId), PATIENCE_MS);
    if (!release) throw inAnotherTab();
    return release;
  }

  /** The state to go on from; null where it starts over. */
  private async reopened(): Promise<KeptState | null> {
    const { runId, resume } = this.wish;
    const { keeper, keyOf, tell } = this.surroundings;
    tell({ kind: 'progress', runId, label: 'Reading the saved state', fraction: null, secondsLeft: null });
    try {
      this.kept = await keptRun(runId, keeper, keyOf);
    } catch (error) {
      if (resume === 'must') throw error;
      this.open(this.newRecord());
      return null;
    }
    const { state, record } = this.kept;
    for (const event of replayed(record)) tell({ ...event, runId });
    this.open(record);
    return state;
  }

  private newRecord(): RunRecord {
    const { runId, experiment, sweepId = null } = this.wish;
    if (!experiment) throw new CannotContinue('This run is not known here. Start a new one.');
    return newRecord({ id: runId, experiment, madeBy: pageVersion, sweepId });
  }

  private open(record: RunRecord): void {
    const { wish, surroundings } = this;
    const { breathe, load, startBackend, archive, voice } = surroundings;
    const { experiment } = record;
    const shared = { emit: (event: TrainEvent) => this.hear(event), breathe, load, startBackend };
    if (!wish.keep) {
      this.run = new Run(experiment, wish.backend, shared);
      return;
    }
    const recorder = new Recorder(record, archive, voice);
    this.recorder = recorder;
    this.run = new Run(experiment, wish.backend, { ...shared, keep: (state) => this.keep(state, recorder) });
  }

  /** The record beside the state has all that was told up to this step, and nothing else. */
  private async keep(state: KeptState, recorder: Recorder): Promise<boolean> {
    const { runId } = this.wish;
    const { keeper, keyOf, tell } = this.surroundings;
    const { record } = recorder;
    const imagesKey = await (this.imagesKey ??= keyOf(record.experiment));
    const lasts = await keeper.save(runId, packedRun({ state, record, imagesKey, madeBy: pageVersion }));
    recorder.write();
    if (lasts === 'stored') tell({ kind: 'kept', runId, step: state.pretraining.weights.step });
    return lasts !== 'not';
  }

  /** Nothing goes on from the end of a run, so that its network is all there is to keep. */
  private async keepNetwork(): Promise<void> {
    const network = await this.network();
    if (this.recorder && network) await this.surroundings.keeper.saveForGood(this.wish.runId, packedNetwork(network));
  }

  /** Told to the page alone: what is stored of the run may be another tab's. */
  private async refuse(error: unknown): Promise<RunEnd> {
    const { runId } = this.wish;
    const { name, message } = told(error);
    const record = await this.surroundings.archive().then((archive) => archive.record(runId)).catch(() => null);
    const step = record ? stepsDone(record) : 0;
    const canLater = error instanceof CannotContinue && error.canLater;
    const failure = { name, message, step, ...(canLater && { continueFromStep: step }) };
    this.surroundings.tell({ kind: 'state', runId, state: 'failed', failure });
    return { end: 'failed', problem: message };
  }
}
