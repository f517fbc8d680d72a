/**
 * What the page and the training worker say to each other: plain, structured-cloneable data. Events of a run are those of
 * `train/events.ts` with the run they belong to; the rest is about the worker itself.
 */
import type { BackendWish } from '../engine/backend';
import type { Experiment } from '../experiment/fields';
import type { StoredSweep, SweepProgress } from '../record/storedSweep';
import type { NetworkWeights } from '../train/weights';
import type { MapLayout, TrainEvent } from '../train/events';

export type { BackendWish };
export type {
  DeviceReport,
  Failure,
  FeatureMap,
  FinalReport,
  Inside,
  InspectionProgress,
  JudgedProbe,
  Judgement,
  MapLayout,
  Point,
  ProbeKind,
  RunMemory,
  RunState,
  RunTiming,
  TaskAccuracy,
  ViewsSample,
} from '../train/events';

export type RunCommand =
  /**
   * Ends whatever runs and starts this experiment; paused right after preparing where `paused` is set. Nothing of it is stored where
   * `keep` is false.
   */
  | { kind: 'start'; runId: string; experiment: Experiment; backend: BackendWish; paused?: boolean; keep?: boolean }
  | { kind: 'pause' }
  | { kind: 'continue' }
  /** One optimizer step, then paused. */
  | { kind: 'step' }
  /** Ends the run and frees its tensors; the worker stays. */
  | { kind: 'stop' }
  /** Every probe on a run that has finished or is paused, and on its untrained self. */
  | { kind: 'judge'; runId: string; backend?: BackendWish }
  /** A picture of its test features. */
  | { kind: 'map'; runId: string; layout: MapLayout; backend?: BackendWish }
  /** Goes on with a run of an earlier visit, or one whose worker or device was lost, from the last state that was kept of it. */
  | { kind: 'resume'; runId: string; backend: BackendWish }
  /** Its weights, as they are: answered by `weights`. */
  | { kind: 'weights'; runId: string }
  /** Takes over a network that came from a file, so that it can be judged and mapped. */
  | { kind: 'adopt'; runId: string; weights: NetworkWeights; backend: BackendWish }
  /**
   * Works on a sweep until it is done, halted, or another run is started. Ends whatever runs. `fresh`: it is new, and the worker
   * is to store it, which may be the only one that can where the browser stores nothing.
   */
  | { kind: 'sweep'; sweepId: string; fresh?: StoredSweep }
  /** Halts it at once; the run that is going on is kept and goes on from there later. */
  | { kind: 'sweep-pause' }
  /** Leaves runs out, by link, or takes them back. The one that is going on is ended. The sweep need not be worked on. */
  | { kind: 'sweep-skip'; sweepId: string; links: readonly string[]; skipped: boolean }
  /** The order of those that wait; links that do not wait are ignored, those left out keep their order behind the others. */
  | { kind: 'sweep-order'; sweepId: string; links: readonly string[] }
  /** Halts it and forgets it; its runs stay. */
  | { kind: 'sweep-discard'; sweepId: string }
  /** The next start measures again which kernel variants suit the graphics card. */
  | { kind: 'retune' };

export type SweepCommand = Extract<RunCommand, { kind: `sweep${string}` }>;

export type RunEvent = TrainEvent & { runId: string };

export type WorkerEvent =
  | RunEvent
  /** The worker began a run by itself: the next one of a sweep. Its events follow. */
  | { kind: 'began'; runId: string; experiment: Experiment; sweepId: string; startedAt: number }
  /** Everything up to this step is safe: a later visit can go on from there. */
  | { kind: 'kept'; runId: string; step: number }
  /** Null weights: they are no longer there, and `problem` says what to do. */
  | { kind: 'weights'; runId: string; weights: NetworkWeights | null; problem?: string }
  | { kind: 'sweep'; sweep: SweepProgress }
  /** What can no longer be kept and what to do about it; null once it can. */
  | { kind: 'storage'; problem: string | null };

export function isRunEvent(event: WorkerEvent): event is RunEvent {
  return event.kind !== 'began' && event.kind !== 'kept' && event.kind !== 'weights' && event.kind !== 'sweep' && event.kind !== 'storage';
}
