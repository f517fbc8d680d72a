/** What was measured of each claim, as `npm run -s scoreboard` writes it to public/scoreboard/claims.json and the page reads it. */
import type { Effect } from './claim';
import type { ClaimId } from './claimPresets';

/** Version 2 has what training added beside what is read, and the most seeds. */
export const SCOREBOARD_VERSION = 2;

export type Verdict = 'reproduced' | 'not reproduced' | 'open';

/** Mean over seeds and its 95 % t-interval, which one seed does not give. */
export interface Interval {
  seeds: number;
  mean: number;
  low: number | null;
  high: number | null;
}

export interface MeasuredEffect {
  name: string;
  unit: Effect['unit'];
  expect: Effect['expect'];
  verdict: Verdict;
  /** Accuracies and shares are fractions. Null before the first seed. */
  interval: Interval | null;
  /** What training added to it, where that has to hold as well. */
  added?: Interval | null;
}

export interface MeasuredCondition {
  label: string;
  link: string;
  /** Linear probe at its optimum on the first task, clean test images, as fractions. Null before the first seed. */
  measured: { untrained: Interval; trained: Interval; gain: Interval } | null;
}

export interface MeasuredClaim {
  id: ClaimId;
  verdict: Verdict;
  /** Why it is open, as a sentence; null where it is not. */
  missing: string | null;
  effects: readonly MeasuredEffect[];
  conditions: readonly MeasuredCondition[];
}

export interface Scoreboard {
  version: number;
  runs: number;
  /** Seeds that every condition is meant to have, and those at which open effects get no more. */
  seedsWanted: number;
  seedsMost: number;
  /** E.g. "wasm (WebAssembly SIMD, 2 threads)". */
  devices: readonly string[];
  /** Days of the first and the last run. */
  from: string | null;
  to: string | null;
  claims: readonly MeasuredClaim[];
}

/** Differences within this count as none where a claim says that something does not matter. */
export const SAME_MARGIN = 0.02;
