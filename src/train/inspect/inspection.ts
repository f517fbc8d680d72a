/** One look at a subject on demand: brings backend and images, tells progress and the result. One at a time, never beside training. */
import type { ExperimentImages } from '../../data/dataset';
import { type BackendWish, orLost } from '../../engine/backend';
import type { MapLayout, TrainEvent } from '../events';
import { told } from '../failure';
import type { RunSurroundings } from '../run';
import { judge } from './judge';
import { mapOf } from './map';
import type { Subject } from './subject';

export type Wanted = { of: 'judgement' } | { of: 'map'; layout: MapLayout };

export class Inspection {
  private stopped = false;

  constructor(
    private readonly subject: Subject,
    private readonly wanted: Wanted,
    private readonly wish: BackendWish,
    private readonly surroundings: Required<Omit<RunSurroundings, 'keep'>>,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  /** Never rejects: failures are told. */
  async run(): Promise<void> {
    const { of } = this.wanted;
    const { emit } = this.surroundings;
    const say = (label: string, fraction: number | null) => emit({ kind: 'inspection', progress: { of, state: 'working', label, fraction } });
    try {
      say('Starting the backend', null);
      const device = await this.surroundings.startBackend(this.wish);
      say('Reading the images', null);
      const images = await this.surroundings.load(this.subject.experiment);
      emit(await orLost(device, this.look(images, say)));
      emit({ kind: 'inspection', progress: { of, state: 'done', label: 'Done', fraction: 1 } });
    } catch (error) {
      const label = this.stopped ? 'Stopped, since training continues. Ask again when the run is paused or finished.' : told(error).message;
      emit({ kind: 'inspection', progress: { of, state: 'failed', label, fraction: null } });
    }
  }

  private async look(images: ExperimentImages, say: (label: string, fraction: number) => void): Promise<TrainEvent> {
    const surroundings = { say, breathe: () => this.breathe() };
    // A network that came from elsewhere may have been trained on other images; it sees these as it saw its own.
    const { mean, deviation } = this.subject;
    const seen = { ...images, probing: { ...images.probing, mean, deviation } };
    return this.wanted.of === 'judgement'
      ? { kind: 'judged', judgement: await judge(this.subject, seen, surroundings) }
      : { kind: 'mapped', map: await mapOf(this.subject, seen, this.wanted.layout, surroundings) };
  }

  private async breathe(): Promise<void> {
    await this.surroundings.breathe();
    if (this.stopped) throw new Error('The inspection was stopped.');
  }
}
