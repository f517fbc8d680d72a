/**
 * What the page and the training worker say to each other: plain, structured-cloneable data. Events are those of
 * `train/events.ts` with the run they belong to.
 */
import type { BackendWish } from '../engine/backend';
import type { Experiment } from '../experiment/fields';
import type { TrainEvent } from '../train/events';

export type { BackendWish };
export type {
  DeviceReport,
  Failure,
  FinalReport,
  Point,
  RunMemory,
  RunState,
  RunTiming,
  TaskAccuracy,
  ViewsSample,
} from '../train/events';

export type RunCommand =
  /** Ends whatever runs and starts this experiment; paused right after preparing where `paused` is set. */
  | { kind: 'start'; runId: string; experiment: Experiment; backend: BackendWish; paused?: boolean }
  | { kind: 'pause' }
  | { kind: 'continue' }
  /** One optimizer step, then paused. */
  | { kind: 'step' }
  /** Ends the run and frees its tensors; the worker stays. */
  | { kind: 'stop' }
  /** The next start measures again which kernel variants suit the graphics card. */
  | { kind: 'retune' };

export type RunEvent = TrainEvent & { runId: string };
