/** The runs of this worker: one goes on at a time, and the last ones are remembered with their networks. */
import type { RunEnd } from './sweepQueue';
import { Training, type TrainingSurroundings, type TrainingWish } from './training';

/** Runs whose networks stay in memory. */
const MOST_RUNS = 6;

export class Trainer {
  private current: Training | null = null;
  /** By run, oldest first; the newest is the current one. */
  private readonly known = new Map<string, Training>();

  /** `freeDevice`: ends looks at networks, which never share the device with training. */
  constructor(
    private readonly surroundings: TrainingSurroundings,
    private readonly freeDevice: () => Promise<void>,
  ) {}

  get isTraining(): boolean {
    return this.current?.isTraining ?? false;
  }

  find(runId: string): Training | undefined {
    return this.known.get(runId);
  }

  /** Ends whatever runs. */
  begin(wish: TrainingWish): Promise<RunEnd> {
    const former = this.current;
    former?.stop();
    // The former run frees its tensors before the new one counts its own, and gives its lock back.
    this.current = new Training(wish, Promise.all([former?.ended, this.freeDevice()]), this.surroundings);
    this.known.delete(wish.runId);
    this.known.set(wish.runId, this.current);
    for (const oldest of [...this.known.keys()].slice(0, -MOST_RUNS)) this.known.delete(oldest);
    return this.current.ended;
  }

  pause(): void {
    this.current?.pause();
  }

  continue(): void {
    this.proceed((training) => training.continue());
  }

  stepOnce(): void {
    this.proceed((training) => training.stepOnce());
  }

  stop(): void {
    this.current?.stop();
  }

  halt(): void {
    this.current?.halt();
  }

  private proceed(how: (training: Training) => void): void {
    const training = this.current;
    if (training) void this.freeDevice().then(() => how(training));
  }
}
