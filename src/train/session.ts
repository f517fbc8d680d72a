/** What lives on the device while a run goes: the pretraining, its probes, and the losses that were not read yet. */
import type { Dataset } from '../data/dataset';
import type { Experiment } from '../experiment/fields';
import { LossLog } from './lossLog';
import { Pretraining, type PretrainingState } from './pretraining';
import { probePlan, type ProbePlan } from './probePlan';
import { Probes } from './probes';

/** Enough to go on from a step after the device was lost. */
export interface KeptState {
  pretraining: PretrainingState;
  online: Awaited<ReturnType<Probes['save']>>;
}

export class Session {
  readonly log: LossLog;
  lastLosses: { loss: number | null; parts: Record<string, number> } = { loss: null, parts: {} };
  private closed = false;

  private constructor(
    readonly pretraining: Pretraining,
    readonly probes: Probes,
    readonly plan: ProbePlan,
  ) {
    this.log = new LossLog(pretraining.method.parts, pretraining.step);
  }

  static async open(experiment: Experiment, dataset: Dataset, breathe: () => Promise<void>, from: KeptState | null): Promise<Session> {
    const plan = probePlan(experiment, {
      trainImages: dataset.train.count,
      testImages: dataset.test.count,
      classes: dataset.tasks.reduce((sum, { classNames }) => sum + classNames.length, 0),
    });
    const pretraining = new Pretraining(experiment, dataset);
    const probes = new Probes(dataset, plan, experiment.width, experiment.seed, breathe);
    if (from) {
      pretraining.restore(from.pretraining);
      probes.restore(from.online);
    }
    await breathe();
    return new Session(pretraining, probes, plan);
  }

  async keep(): Promise<KeptState> {
    return { pretraining: await this.pretraining.save(), online: await this.probes.save() };
  }

  /** Frees everything; a second call does nothing. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.log.dispose();
    this.pretraining.dispose();
    this.probes.dispose();
  }
}
