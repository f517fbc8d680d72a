/** Looks at networks on demand: one after the other, and never beside training, to which they give way. */
import { told } from '../train/failure';
import type { TrainEvent } from '../train/events';
import { Inspection, type Wanted } from '../train/inspect/inspection';
import type { NetworkWeights } from '../train/weights';
import type { BackendWish } from './protocol';
import type { WorkerSurroundings } from './surroundings';

export interface LookSurroundings extends Pick<WorkerSurroundings, 'breathe' | 'load' | 'startBackend'> {
  isTraining(): boolean;
  /** Rejects with a sentence where there is none. */
  networkOf(runId: string): Promise<NetworkWeights>;
  emitFor(runId: string): (event: TrainEvent) => void;
}

export class Looks {
  private going: Inspection | null = null;
  /** The end of the last one. */
  private last: Promise<void> = Promise.resolve();
  /** How often training has wanted the device; looks that were asked for before give way. */
  private wantedByTraining = 0;

  constructor(private readonly surroundings: LookSurroundings) {}

  /** Resolves once nothing looks any more. */
  giveWay(): Promise<void> {
    this.wantedByTraining++;
    this.going?.stop();
    return this.last;
  }

  ask(runId: string, wanted: Wanted, backend: BackendWish): void {
    const turn = this.wantedByTraining;
    this.last = this.last.then(() => this.look(runId, wanted, backend, turn));
  }

  private async look(runId: string, wanted: Wanted, backend: BackendWish, turn: number): Promise<void> {
    const { breathe, load, startBackend, isTraining, networkOf, emitFor } = this.surroundings;
    const emit = emitFor(runId);
    const refuse = (label: string) => emit({ kind: 'inspection', progress: { of: wanted.of, state: 'failed', label, fraction: null } });
    try {
      const subject = isTraining() ? null : await networkOf(runId);
      if (!subject || turn !== this.wantedByTraining) return refuse('A network is being trained. Pause the run or wait for its end, then ask again.');
      this.going = new Inspection(subject, wanted, backend, { emit, breathe, load, startBackend });
      await this.going.run();
    } catch (error) {
      refuse(told(error).message);
    } finally {
      this.going = null;
    }
  }
}
