/**
 * A run as a state machine: idle → preparing → running ⇄ paused → finished, or failed with a sentence. Drives one
 * pretraining from start to end, looks with the probes when the plan says so, and tells a listener. Free of React and of
 * the page; where it runs and how it yields are given to it.
 */
import { loadImages } from '../data/load';
import type { ExperimentImages } from '../data/dataset';
import { chooseBackend, orLost, type BackendWish, type Device } from '../engine/backend';
import { DeviceLost, NotFinite } from '../engine/failures';
import { tensorsInUse } from '../engine/memory';
import type { Experiment } from '../experiment/fields';
import { accuracyOf } from './endAccuracy';
import type { Failure, FinalReport, Point, RunState, TaskAccuracy, TrainEvent } from './events';
import { told } from './failure';
import type { Subject } from './inspect/subject';
import { KeepingPace } from './keepingPace';
import type { KeptState, RunClock } from './kept';
import type { LossLog } from './lossLog';
import { assertFits } from './memoryNeed';
import { picturesOf } from './pictures';
import type { ProbePlan } from './probePlan';
import type { Look } from './probes';
import { planOf, Session } from './session';
import { StopWatch } from './stopWatch';
import { viewMetrics } from './viewMetrics';

/** How often the page gets fresh views, and of how many images. */
const VIEWS_INTERVAL_MS = 1_500;
const VIEWS_SHOWN = 6;

export interface RunSurroundings {
  emit: (event: TrainEvent) => void;
  /** Resolves soon, after messages that wait were handled. */
  breathe: () => Promise<void>;
  /** Default `loadImages`; the worker keeps the last images between runs. */
  load?: typeof loadImages;
  /** Default `chooseBackend`, which needs a browser. */
  startBackend?: typeof chooseBackend;
  /**
   * Keeps what a later run can start from, when everything up to there has been told; resolves to whether it could. Called every few
   * seconds, when the run is paused and when it is halted. Default: nothing is kept.
   */
  keep?: (state: KeptState) => Promise<boolean>;
}

export interface RunStart {
  /** A state that a run of this experiment has kept. */
  from?: KeptState | null;
  /** To pause right after preparing. */
  paused?: boolean;
}

export class Run {
  private state: RunState = 'idle';
  private stopped = false;
  /** To keep its state and stop. */
  private halting = false;
  /** Single steps that are still to be done while paused. */
  private stepsWanted = 0;
  private isStepping = false;
  private wake: () => void = () => undefined;
  /** The step of the last state kept. */
  private keptStep: number | null = null;
  private keepingPace = new KeepingPace();
  private device: Device | null = null;
  private readonly training = new StopWatch();
  private readonly probing = new StopWatch();
  private readonly startedAt = performance.now();
  /** Of earlier visits. */
  private secondsBefore = 0;
  private firstPointSeconds = 0;
  /** Training time at the last read of losses. */
  private readAtSeconds = 0;
  private session: Session | null = null;
  private finished: Subject | null = null;

  constructor(
    private readonly experiment: Experiment,
    private readonly wish: BackendWish,
    private readonly surroundings: RunSurroundings,
  ) {}

  /** Runs to the end, to a failure, or until stopped; once. Never rejects: failures are told as a state. */
  async start({ from = null, paused = false }: RunStart = {}): Promise<void> {
    if (this.stopped) return; // while it waited for the run before it
    if (from) this.goOnFrom(from);
    await this.drive(from, paused);
  }

  pause(): void {
    if (this.state === 'running') this.enter('paused');
  }

  continue(): void {
    if (this.state !== 'paused') return;
    this.stepsWanted = 0;
    this.enter('running');
    this.wake();
  }

  /** One optimizer step, then paused. */
  stepOnce(): void {
    if (this.state === 'running') this.enter('paused');
    if (this.state !== 'paused') return;
    this.stepsWanted++;
    this.wake();
  }

  stop(): void {
    if (!this.halting) this.stopped = true;
    this.wake();
  }

  /** Stops where a later run can go on: after the step that is being computed, once that state is kept. */
  halt(): void {
    if (this.isStepping) this.halting = true;
    else this.stopped = true;
    this.wake();
  }

  /** Whether it has the device to itself, or is about to. */
  get isTraining(): boolean {
    return !this.stopped && (this.state === 'idle' || this.state === 'preparing' || this.state === 'running');
  }

  /** The network as it is, for a look on demand; null while it is being trained and where there is none. */
  async subject(): Promise<Subject | null> {
    if (this.finished || this.state !== 'paused' || !this.session) return this.finished;
    return this.session.pretraining.weights();
  }

  private enter(state: RunState, failure?: Failure): void {
    this.state = state;
    this.surroundings.emit(failure ? { kind: 'state', state, failure } : { kind: 'state', state });
  }

  private async drive(from: KeptState | null, pausedAfterPreparing: boolean): Promise<void> {
    let step = from?.pretraining.weights.step ?? 0;
    try {
      this.enter('preparing');
      const device = await this.prepareDevice();
      const images = await this.prepareData();
      await this.breathe();
      const plan = planOf(this.experiment, images);
      assertFits(this.experiment, plan.ends, device.backend);
      const tensorsAtStart = tensorsInUse();
      const session = await Session.open(this.experiment, images, plan, () => this.breathe(), from);
      this.session = session;
      try {
        this.tellPrepared(images, session.plan);
        if (!from) await this.lookUntrained(session, device);
        await this.prepareStep(session, device);
        this.enter(pausedAfterPreparing ? 'paused' : 'running');
        await this.train(session, device, images, (done) => (step = done));
        const final = await this.finalReport(session, images);
        this.finished = await orLost(device, session.pretraining.weights());
        session.close();
        this.surroundings.emit({
          kind: 'finished',
          final,
          timing: this.timing(),
          memory: { tensorsAtStart, tensorsAtEnd: tensorsInUse(), bytesPeak: session.pretraining.bytesPeak },
        });
        this.enter('finished');
      } finally {
        this.session = null;
        session.close();
      }
    } catch (error) {
      if (error instanceof Stopped) this.stopped = true;
      if (this.stopped) this.enter('idle');
      else this.enter('failed', this.failureOf(error, step));
    }
  }

  /** Yields to commands; does not return into a run that was stopped meanwhile. */
  private async breathe(): Promise<void> {
    await this.surroundings.breathe();
    if (this.stopped) throw new Stopped();
  }

  private async prepareDevice(): Promise<Device> {
    this.tellProgress('Starting the backend', null);
    const device = await (this.surroundings.startBackend ?? chooseBackend)(this.wish);
    this.device = device;
    const { backend, adapter, threads, sentence } = device;
    this.surroundings.emit({ kind: 'device', device: { backend, adapter, threads, sentence } });
    return device;
  }

  private prepareData(): Promise<ExperimentImages> {
    const load = this.surroundings.load ?? loadImages;
    const from = performance.now();
    this.tellProgress('Reading the images', 0);
    return load(this.experiment, (share) => {
      const seconds = (performance.now() - from) / 1000;
      this.tellProgress('Reading the images', share, share > 0 ? (seconds * (1 - share)) / share : null);
    });
  }

  private tellPrepared({ pretraining, probing }: ExperimentImages, plan: ProbePlan): void {
    this.surroundings.emit({
      kind: 'prepared',
      tasks: probing.tasks,
      trainImages: pretraining.train.count,
      testImages: probing.test.count,
      probeTrainImages: plan.ends.trainImages,
      probeTestImages: plan.ends.testImages,
      lookTrainImages: plan.looks.trainImages,
      lookTestImages: plan.looks.testImages,
    });
  }

  private tellProgress(label: string, fraction: number | null, secondsLeft: number | null = null): void {
    this.surroundings.emit({ kind: 'progress', label, fraction, secondsLeft });
  }

  /** The network at step 0: the line that every gain is measured from. */
  private async lookUntrained(session: Session, device: Device): Promise<void> {
    this.tellProgress('Probing the untrained network', null);
    const { probes, pretraining } = session;
    this.surroundings.emit({ kind: 'originals', originals: probes.originals });
    const told = ({ refit, online, inside, reconstruction }: Look) => {
      this.tellPoint({ step: 0, seconds: 0, loss: null, parts: {}, refit, online, inside });
      this.surroundings.emit({ kind: 'reconstruction', step: 0, reconstruction });
      this.firstPointSeconds = this.totalSeconds();
    };
    const evaluation = await this.probing.time(() => orLost(device, probes.judgeEnd(pretraining.network, 0, told)));
    this.surroundings.emit({ kind: 'end', of: 'untrained', evaluation });
  }

  private async prepareStep(session: Session, device: Device): Promise<void> {
    this.tellProgress('Preparing the first step', null);
    await orLost(device, session.prepare());
    await this.breathe();
  }

  private tellPoint(point: Point): void {
    this.surroundings.emit({ kind: 'point', point });
  }

  private async train(session: Session, device: Device, { pretraining: dataset }: ExperimentImages, reached: (step: number) => void): Promise<void> {
    const { pretraining, plan } = session;
    const log = session.log;
    let viewsAt = -Infinity;
    this.isStepping = true;
    this.keepingPace = new KeepingPace();
    while (pretraining.step < this.experiment.steps) {
      if (this.state === 'paused' && this.stepsWanted === 0) await this.rest(session, device);
      this.training.start();
      session.advance();
      this.training.stop();
      this.training.giveTo(this.probing, session.takeProbeSeconds());
      if (performance.now() - viewsAt >= VIEWS_INTERVAL_MS) {
        viewsAt = performance.now();
        const views = await orLost(device, picturesOf(this.experiment, dataset, pretraining.step, VIEWS_SHOWN));
        this.surroundings.emit({ kind: 'views', views });
      }
      reached(pretraining.step);

      const { step } = pretraining;
      const refitDue = plan.refitSteps.includes(step);
      const pointDue = refitDue || step % plan.onlineEvery === 0;
      if (pointDue || this.stepsWanted > 0 || log.isDue()) await this.read(log, device);
      if (pointDue && step < this.experiment.steps) await this.look(session, device, log, refitDue);
      if (this.stepsWanted > 0) this.stepsWanted--;
      if (this.halting || this.keepingPace.isDue()) await this.keep(session, device);
      if (this.halting) throw new Stopped();
      await this.breathe();
    }
    this.isStepping = false;
    session.lastLosses = log.takeMeans();
  }

  /** Waits while paused, with nothing left unread or unkept. */
  private async rest(session: Session, device: Device): Promise<void> {
    await this.read(session.log, device);
    await this.keep(session, device);
    while (this.state === 'paused' && this.stepsWanted === 0 && !this.stopped && !this.halting) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if (this.stopped || this.halting) throw new Stopped();
  }

  /** Nothing that was told goes missing, nothing is told twice: losses that wait are read before. */
  private async keep(session: Session, device: Device): Promise<void> {
    const { keep } = this.surroundings;
    const { step } = session.pretraining;
    if (!keep || this.keptStep === step) return;
    await this.keepingPace.time(async () => {
      await this.read(session.log, device);
      const state = await orLost(device, session.keep());
      if (await keep({ ...state, clock: this.clock() })) this.keptStep = step;
    });
  }

  private clock(): RunClock {
    return { training: this.training.seconds, probing: this.probing.seconds, total: this.totalSeconds(), firstPoint: this.firstPointSeconds };
  }

  private goOnFrom({ pretraining, clock }: KeptState): void {
    this.keptStep = pretraining.weights.step;
    this.training.seconds = this.readAtSeconds = clock.training;
    this.probing.seconds = clock.probing;
    this.secondsBefore = clock.total;
    this.firstPointSeconds = clock.firstPoint;
  }

  /** Reads the losses that wait on the device and tells them; throws `NotFinite` at the first that is not a number. */
  private async read(log: LossLog, device: Device): Promise<void> {
    const batch = await this.training.time(() => orLost(device, log.read()));
    if (batch.values.length > 0) {
      const bad = batch.values.findIndex((value) => !Number.isFinite(value));
      const values = bad < 0 ? batch.values : batch.values.slice(0, bad);
      const stepMilliseconds = ((this.training.seconds - this.readAtSeconds) * 1000) / batch.values.length;
      this.readAtSeconds = this.training.seconds;
      if (values.length > 0) {
        this.surroundings.emit({ kind: 'losses', fromStep: batch.fromStep, values, stepMilliseconds });
      }
      if (bad >= 0) throw new NotFinite(batch.fromStep + bad);
      const done = batch.fromStep + batch.values.length - 1;
      const perStep = (this.training.seconds + this.probing.seconds) / done;
      this.tellProgress('Training', done / this.experiment.steps, perStep * (this.experiment.steps - done));
    }
  }

  private async look(session: Session, device: Device, log: LossLog, refitDue: boolean): Promise<void> {
    const { pretraining, probes } = session;
    const { network, step } = pretraining;
    const { reconstruction, ...judged } = await this.probing.time(() =>
      orLost<Pick<Look, 'online'> & Partial<Look>>(device, refitDue ? probes.judge(network, step) : probes.judgeOnline(network, step).then((online) => ({ online }))),
    );
    this.tellPoint({ step, seconds: this.activeSeconds(), ...log.takeMeans(), ...judged });
    if (reconstruction) this.surroundings.emit({ kind: 'reconstruction', step, reconstruction });
  }

  private async finalReport(session: Session, images: ExperimentImages): Promise<FinalReport> {
    this.tellProgress('Judging the trained network', null);
    const device = this.device!;
    const { pretraining, probes } = session;
    const { network, step } = pretraining;
    const { loss, parts } = session.lastLosses;
    const looks: (Look & { knn: TaskAccuracy })[] = [];
    const [evaluation, ofViews] = await this.probing.time(async () => [
      await orLost(device, probes.judgeEnd(network, step, (look) => looks.push(look))),
      await orLost(device, viewMetrics(network, this.experiment, images.pretraining)),
    ] as const);
    const { knn, reconstruction, ...look } = looks[0]!;
    this.tellPoint({ step, seconds: this.activeSeconds(), loss, parts, ...look });
    this.surroundings.emit({ kind: 'reconstruction', step, reconstruction });
    this.surroundings.emit({ kind: 'end', of: 'trained', evaluation });
    const { rankMe, sparsity, collapse, uniformity } = look.inside;
    return { loss: loss ?? NaN, online: look.online, refit: accuracyOf(evaluation), knn, rankMe, sparsity, collapse, uniformity, ...ofViews };
  }

  /** Training time since step 0. */
  private activeSeconds(): number {
    return this.training.seconds + this.probing.seconds;
  }

  private totalSeconds(): number {
    return this.secondsBefore + (performance.now() - this.startedAt) / 1000;
  }

  private timing() {
    const probeSeconds = this.probing.seconds;
    return {
      firstPointSeconds: this.firstPointSeconds,
      stepMilliseconds: (this.training.seconds * 1000) / this.experiment.steps,
      totalSeconds: this.totalSeconds(),
      probeShare: probeSeconds / (this.training.seconds + probeSeconds),
    };
  }

  private failureOf(error: unknown, step: number): Failure {
    const { name, message } = told(error);
    const failure: Failure = {
      name,
      message,
      step: error instanceof NotFinite ? error.step : step,
    };
    return error instanceof DeviceLost && this.keptStep !== null ? { ...failure, continueFromStep: this.keptStep } : failure;
  }
}

/** Leaves whatever was going on when a run is stopped; nobody is told. */
class Stopped extends Error {}
