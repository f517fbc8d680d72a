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

/** The probe plan of an experiment on the images that there are. */
export function planOf(experiment: Experiment, { tasks, train, test }: Dataset): ProbePlan {
  const classes = tasks.reduce((sum, { classNames }) => sum + classNames.length, 0);
  return probePlan(experiment, { trainImages: train.count, testImages: test.count, classes });
}

export class Session {
  log: LossLog;
  lastLosses: { loss: number | null; parts: Record<string, number> } = { loss: null, parts: {} };
  private closed = false;

  private constructor(
    readonly pretraining: Pretraining,
    readonly probes: Probes,
    readonly plan: ProbePlan,
  ) {
    this.log = new LossLog(pretraining.method.parts, pretraining.step);
  }

  static async open(
    experiment: Experiment,
    dataset: Dataset,
    plan: ProbePlan,
    breathe: () => Promise<void>,
    from: KeptState | null,
  ): Promise<Session> {
    const pretraining = new Pretraining(experiment, dataset);
    const probes = new Probes(dataset, plan, experiment.width, experiment.seed, breathe);
    const session = new Session(pretraining, probes, plan);
    try {
      if (from) session.restore(from);
      await breathe();
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  private restore({ pretraining, online }: KeptState): void {
    this.pretraining.restore(pretraining);
    this.probes.restore(online);
    this.log = new LossLog(this.pretraining.method.parts, this.pretraining.step);
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
