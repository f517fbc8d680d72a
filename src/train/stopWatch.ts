/** Adds up the time of one kind of work. */
export class StopWatch {
  /** Seconds of all finished spans. */
  seconds = 0;
  private from = 0;

  start(): void {
    this.from = performance.now();
  }

  stop(): void {
    this.seconds += (performance.now() - this.from) / 1000;
  }

  /** Counts the time until the work settles, failed or not. */
  async time<T>(work: () => Promise<T>): Promise<T> {
    this.start();
    try {
      return await work();
    } finally {
      this.stop();
    }
  }

  /** Moves time that was of another kind to another watch. */
  giveTo(other: StopWatch, seconds: number): void {
    this.seconds -= seconds;
    other.seconds += seconds;
  }
}
