/** What lives on the device while a run goes: the pretraining, its probes, and the losses that were not read yet. */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { ExperimentImages } from '../data/dataset';
import { repeated, type Repeated } from '../engine/repeated';
import type { Experiment } from '../experiment/fields';
import type { KeptState } from './kept';
import { LossLog } from './lossLog';
import { type Companion, Pretraining } from './pretraining';
import { probePlan, type ProbePlan } from './probePlan';
import { Probes } from './probes';
import { StopWatch } from './stopWatch';

/** The probe plan of an experiment on the images that there are. */
export function planOf(experiment: Experiment, { probing: { train, test } }: ExperimentImages): ProbePlan {
  return probePlan(experiment, { trainImages: train.count, testImages: test.count });
}

export class Session {
  log: LossLog;
  lastLosses: { loss: number | null; parts: Record<string, number> } = { loss: null, parts: {} };
  private probeTraining = new StopWatch();
  readonly pretraining: Pretraining;
  private readonly step: Repeated;
  private closed = false;

  private constructor(
    experiment: Experiment,
    { pretraining }: ExperimentImages,
    readonly probes: Probes,
    readonly plan: ProbePlan,
  ) {
    const { online } = probes;
    const companion: Companion | null = online && {
      scalars: (step) => online.scalars(step),
      train: (...given) => {
        this.probeTraining.start();
        online.train(...given);
        this.probeTraining.stop();
      },
    };
    this.pretraining = new Pretraining(experiment, pretraining, companion);
    this.step = repeated(() => this.pretraining.compute());
    this.log = new LossLog(this.pretraining.method.parts, this.pretraining.step);
  }

  static async open(
    experiment: Experiment,
    images: ExperimentImages,
    plan: ProbePlan,
    breathe: () => Promise<void>,
    from: KeptState | null,
  ): Promise<Session> {
    const { pretraining, probing } = images;
    const probes = new Probes(probing, plan, experiment.width, experiment.seed, probing === pretraining, breathe);
    const session = new Session(experiment, images, probes, plan);
    try {
      if (from) session.restore(from);
      await breathe();
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** Makes the first step as quick as the others. */
  prepare(): Promise<void> {
    return this.step.prepare();
  }

  /** One step of everything that trains, without waiting for the device. */
  advance(): void {
    this.pretraining.begin();
    this.log.add(this.step.run() as Tensor1D);
  }

  /** Seconds in which the online probe trained since the last call; on a device that is not waited for, next to nothing. */
  takeProbeSeconds(): number {
    const { seconds } = this.probeTraining;
    this.probeTraining = new StopWatch();
    return seconds;
  }

  private restore({ pretraining, online, losses }: KeptState): void {
    this.pretraining.restore(pretraining);
    this.probes.restore(online);
    this.log = new LossLog(this.pretraining.method.parts, this.pretraining.step, losses);
  }

  /** Of losses only what was read: those that wait on the device would be lost. */
  async keep(): Promise<Omit<KeptState, 'clock'>> {
    return { pretraining: await this.pretraining.save(), online: await this.probes.save(), losses: this.log.untold() };
  }

  /** Frees everything; a second call does nothing. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.log.dispose();
    this.pretraining.dispose();
    this.probes.dispose();
    this.step.dispose();
  }
}
