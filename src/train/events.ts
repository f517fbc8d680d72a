/**
 * What a run tells the world while it goes: plain, structured-cloneable data. Everything that a person can see of a
 * run is one of these events; nothing here knows tensors, workers or React.
 */
import type { Task } from '../data/dataset';

export type RunState = 'idle' | 'preparing' | 'running' | 'paused' | 'finished' | 'failed';

/** Accuracy as a fraction on clean test images, keyed by task name. */
export type TaskAccuracy = Readonly<Record<string, number>>;

export interface DeviceReport {
  backend: 'webgpu' | 'wasm';
  /** E.g. "Apple M2", "SwiftShader" or "WebAssembly SIMD, 4 threads". */
  adapter: string;
  threads: number;
  /** One sentence: which backend runs, why, and the next step where there is one. */
  sentence: string;
}

/** One row of the curve. Points are logged every few steps; `step` counts finished optimizer steps, 0 is untrained. */
export interface Point {
  step: number;
  /** Training time since step 0 in seconds, pauses not counted. */
  seconds: number;
  /** Mean pretext loss over the steps since the previous point; at step 0 there is none. */
  loss: number | null;
  /** The loss's own terms, averaged alike (e.g. VICReg's three). */
  parts: Readonly<Record<string, number>>;
  /** The probe that trains along, on clean test images. */
  online: TaskAccuracy;
  /** A fresh probe on the frozen network's features; only at step 0, about ten times on the way, and at the end. */
  refit?: TaskAccuracy;
}

/** Two augmented views of some images of the current batch; each is count×32×32×4 RGBA bytes, row by row. */
export interface ViewsSample {
  step: number;
  count: number;
  original: Uint8ClampedArray<ArrayBuffer>;
  first: Uint8ClampedArray<ArrayBuffer>;
  second: Uint8ClampedArray<ArrayBuffer>;
}

/** What the end of a run adds to its curve. */
export interface FinalReport {
  loss: number;
  online: TaskAccuracy;
  refit: TaskAccuracy;
  /** Accuracy of the weighted k-nearest-neighbour vote per task. */
  knn: TaskAccuracy;
  rankMe: number;
  /** Share of exactly-zero units. */
  sparsity: number;
}

export interface RunTiming {
  /** From the start message to the first point on its way to the page. */
  firstPointSeconds: number;
  stepMilliseconds: number;
  totalSeconds: number;
  /** Share of the run's time spent on probes, 0…1. */
  probeShare: number;
}

export interface RunMemory {
  tensorsAtStart: number;
  tensorsAtEnd: number;
  bytesPeak: number;
}

export interface Failure {
  /** The class of the error, e.g. "NotFinite", "DeviceLost", "DataMissing", "OutOfMemory", "Unexpected". */
  name: string;
  /** One or two sentences that end with what to do next. */
  message: string;
  step: number;
  /** Set where `continue` can go on from the last state kept. */
  continueFromStep?: number;
}

export type TrainEvent =
  | { kind: 'state'; state: RunState; failure?: Failure }
  | { kind: 'device'; device: DeviceReport }
  /** Long work has a label, a share done (0…1, null where unknown) and the seconds left (null where unknown). */
  | { kind: 'progress'; label: string; fraction: number | null; secondsLeft: number | null }
  | { kind: 'prepared'; tasks: readonly Task[]; trainImages: number; testImages: number; probeTrainImages: number; probeTestImages: number }
  /** Pretext loss of every step: `values[i]` belongs to step `fromStep + i`. After "continue" from a kept state, steps are told again. */
  | { kind: 'losses'; fromStep: number; values: number[]; stepMilliseconds: number }
  | { kind: 'point'; point: Point }
  | { kind: 'views'; views: ViewsSample }
  | { kind: 'finished'; final: FinalReport; timing: RunTiming; memory: RunMemory };
