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
  /** A fresh probe on the frozen network's features of a few images; only at step 0, a few times on the way, and at the end. */
  refit?: TaskAccuracy;
  /** Told with every refit. */
  inside?: Inside;
}

/** What clean test images look like in the representation; needs no labels. Definitions: evaluate/representation.ts, evaluate/geometry.ts. */
export interface Inside {
  /** Effective rank, 1 … min(images, D). */
  rankMe: number;
  /** Mean deviation of l2-normalised features × √D: 1 isotropic, 0 collapsed. */
  collapse: number;
  /** log mean exp(−2‖a − b‖²) of l2-normalised features; 0 where all are equal, −4 at most spread. */
  uniformity: number;
  /** Share of exactly-zero units. */
  sparsity: number;
  /** Eigenvalues of the covariance, largest first; at most min(images, D). */
  spectrum: readonly number[];
}

/** Two augmented views of some images of the current batch; each is count×32×32×4 RGBA bytes, row by row. */
export interface ViewsSample {
  step: number;
  count: number;
  original: Uint8ClampedArray<ArrayBuffer>;
  first: Uint8ClampedArray<ArrayBuffer>;
  second: Uint8ClampedArray<ArrayBuffer>;
}

/** Small RGB images [count, side, side, 3], bytes row by row. */
export interface Pictures {
  side: number;
  count: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** What a linear decoder rebuilds of test images from their representation: the first ones as pictures. */
export interface Reconstruction extends Pictures {
  /** Share of the variance of test images that the decoder explains, 1 − error/variance. */
  luminance: number;
  colour: number;
}

/** The network at one end of a run, judged on as many images as there are. Counts, since shares of different sample sizes must not be mixed up. */
export interface EndEvaluation {
  /** Images that the probe was fitted to, and those it was judged on; the same at every width. */
  trainImages: number;
  testImages: number;
  /** Test images classified right, per task. */
  correct: Readonly<Record<string, number>>;
  /** Which ones: one bit per test image, base64 (least significant bit first), so that two runs on the same images can be compared in pairs. */
  right: Readonly<Record<string, string>>;
  reconstruction: Reconstruction;
}

/** What the end of a run adds to its curve. */
export interface FinalReport {
  loss: number;
  online: TaskAccuracy;
  /** Of the end evaluation, on all its test images. */
  refit: TaskAccuracy;
  /** Accuracy of the weighted k-nearest-neighbour vote per task. */
  knn: TaskAccuracy;
  rankMe: number;
  /** Share of exactly-zero units. */
  sparsity: number;
  collapse: number;
  uniformity: number;
  /** Mean squared distance of the two views of an image, l2-normalised. */
  alignment: number;
  /** Effective rank of what differs between images against what differs between views of one image. */
  lidar: number;
}

/** The ways in which a representation is judged on demand. All see the frozen network in inference mode and clean images. */
export type ProbeKind = 'logistic' | 'few' | 'mlp' | 'binarised' | 'knn' | 'projector';

export interface JudgedProbe {
  probe: ProbeKind;
  /** Of `projector`: which of its layers was probed, from 1. */
  layer?: number;
  /** Of `few`: the share of the training labels that it was fitted to, and how many draws of them the accuracy is the mean of. */
  share?: number;
  draws?: number;
  /** Numbers per image that the probe saw. */
  dimensions: number;
  /** The same probe on the network at step 0. */
  untrained: TaskAccuracy;
  trained: TaskAccuracy;
}

export interface Judgement {
  /** Optimizer steps of the network that was judged. */
  step: number;
  /** Images that probes were fitted to, and those they were judged on. */
  trainImages: number;
  testImages: number;
  probes: readonly JudgedProbe[];
}

export type MapLayout = 'pca' | 'umap';

/** A two-dimensional picture of test features, and each image's nearest neighbours among those shown. */
export interface FeatureMap {
  layout: MapLayout;
  /** Optimizer steps of the network that was looked at. */
  step: number;
  count: number;
  /** [count, 2]. */
  places: Float32Array<ArrayBuffer>;
  /** Of `pca`: share of the variance along each axis. */
  shares?: readonly [number, number];
  /** [count] per task. */
  labels: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** count×32×32×4 RGBA bytes. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  /** [count, neighbours]: by cosine, nearest first, without the image itself. */
  neighbours: Int32Array<ArrayBuffer>;
  /** Their cosines, laid out alike. */
  cosines: Float32Array<ArrayBuffer>;
}

/** How far an inspection on demand is. */
export interface InspectionProgress {
  of: 'judgement' | 'map';
  state: 'working' | 'done' | 'failed';
  /** What is being done, or one sentence on what went wrong. */
  label: string;
  fraction: number | null;
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
  | { kind: 'prepared'; tasks: readonly Task[]; trainImages: number; testImages: number; probeTrainImages: number; probeTestImages: number; lookTrainImages: number; lookTestImages: number }
  /** Pretext loss of every step: `values[i]` belongs to step `fromStep + i`. After "continue" from a kept state, steps are told again. */
  | { kind: 'losses'; fromStep: number; values: number[]; stepMilliseconds: number }
  | { kind: 'point'; point: Point }
  /** The test images that reconstructions show, as they are. */
  | { kind: 'originals'; originals: Pictures }
  /** With every look. */
  | { kind: 'reconstruction'; step: number; reconstruction: Reconstruction }
  | { kind: 'end'; of: 'untrained' | 'trained'; evaluation: EndEvaluation }
  | { kind: 'views'; views: ViewsSample }
  | { kind: 'inspection'; progress: InspectionProgress }
  | { kind: 'judged'; judgement: Judgement }
  | { kind: 'mapped'; map: FeatureMap }
  | { kind: 'finished'; final: FinalReport; timing: RunTiming; memory: RunMemory };
