/** When a run's state is kept while it trains: every few seconds, and rarely enough to cost little. */
import { StopWatch } from './stopWatch';

/** An interruption costs this much training at most, where keeping is quick. */
const INTERVAL_SECONDS = 5;
/** Between two times, in units of what the last one took: at most a twentieth of a run is spent on it. */
const TIMES_ITS_COST = 20;

export class KeepingPace {
  /** Due at once: what dies within its first seconds would be lost otherwise. */
  private last = -Infinity;
  private cost = 0;

  isDue(): boolean {
    return performance.now() - this.last >= 1000 * Math.max(INTERVAL_SECONDS, TIMES_ITS_COST * this.cost);
  }

  async time<T>(work: () => Promise<T>): Promise<T> {
    const watch = new StopWatch();
    try {
      return await watch.time(work);
    } finally {
      this.cost = watch.seconds;
      this.last = performance.now();
    }
  }
}
