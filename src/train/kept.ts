/**
 * Everything that a run needs to go on from a step as if it had never been interrupted. There is no state of random streams in it:
 * every draw is addressed by seed and step (`random/stream.ts`), so the step is their whole state.
 */
import type { OnlineProbeState } from '../evaluate/onlineProbe';
import type { LossSums } from './lossLog';
import type { PretrainingState } from './pretraining';

export interface KeptState {
  pretraining: PretrainingState;
  /** Null where no probe trains along. */
  online: OnlineProbeState | null;
  /** Losses since the newest point, which are not told yet. */
  losses: LossSums;
  clock: RunClock;
}

/** Seconds so far. */
export interface RunClock {
  training: number;
  probing: number;
  /** Preparing and keeping included, the time between two visits not. */
  total: number;
  /** Until the first point. */
  firstPoint: number;
}
