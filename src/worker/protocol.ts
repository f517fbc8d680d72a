/**
 * What the page and the training worker say to each other: plain, structured-cloneable data. Events are those of
 * `train/events.ts` with the run they belong to.
 */
import type { BackendWish } from '../engine/backend';
import type { Experiment } from '../experiment/fields';
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
  /** Ends whatever runs and starts this experiment; paused right after preparing where `paused` is set. */
  | { kind: 'start'; runId: string; experiment: Experiment; backend: BackendWish; paused?: boolean }
  | { kind: 'pause' }
  | { kind: 'continue' }
  /** One optimizer step, then paused. */
  | { kind: 'step' }
  /** Ends the run and frees its tensors; the worker stays. */
  | { kind: 'stop' }
  /** Every probe on a run that has finished or is paused, and on its untrained self. */
  | { kind: 'judge'; runId: string }
  /** A picture of its test features. */
  | { kind: 'map'; runId: string; layout: MapLayout }
  /** The next start measures again which kernel variants suit the graphics card. */
  | { kind: 'retune' };

export type RunEvent = TrainEvent & { runId: string };
