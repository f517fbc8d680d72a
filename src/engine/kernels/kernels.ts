/**
 * The operations that a training step is made of, each written anew for every backend: `webgpu/` in WGSL, `wasm/` in
 * AssemblyScript, `plain.ts` as loops that define what the others must compute. Not here: what the operations mean for a
 * network (model/) and when they are called (train/).
 *
 * Maps are NHWC float32. 3×3 convolutions pad 1 on each side, 1×1 convolutions none (the PyTorch convention, not
 * TensorFlow's uneven "same"). Results are new tensors that the caller owns, except where a text says "in place".
 *
 * A step must be able to be recorded once and replayed (webgpu/recording.ts). Hence what changes from step to step lies in
 * tensors, never in JavaScript numbers, and whatever outlives a step is changed in place.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';

export type Stride = 1 | 2;
export type FilterSize = 1 | 3;

/** A run of numbers in a flat vector. */
export interface Slice<T = TensorInfo> {
  readonly vector: T;
  /** Index of the first number. */
  readonly offset: number;
  readonly length: number;
}

/**
 * A filter [size, size, inputs, outputs] in a flat vector: weight (ky, kx, i, o) stands at
 * offset + ((ky · size + kx) · inputs + i) · rowStride + o. Where rowStride > outputs, it is a range of the output channels of
 * a wider filter. A linear layer's matrix [inputs, outputs] is a filter of size 1.
 */
export interface Filter<T = TensorInfo> {
  readonly vector: T;
  readonly offset: number;
  readonly size: FilterSize;
  readonly inputs: number;
  readonly outputs: number;
  readonly rowStride: number;
}

/** A range of columns of a matrix [rows, all columns]. */
export interface Columns<T = TensorInfo> {
  readonly matrix: T;
  readonly from: number;
  readonly count: number;
}

/** Batch normalisation of one map x [n, h, w, c]: γ · (x − mean) · inverse + β. */
export interface NormTerm<T = TensorInfo> {
  readonly x: T;
  /** [2, c] of `moments`: means, then 1/√(variance + ε). */
  readonly moments: T;
  readonly gamma: Slice<T>;
  readonly beta: Slice<T>;
}

/** What a residual block does at its end, and a unit on its own: relu(Σ normalised terms + residual), pooled or not. */
export interface Joint<T = TensorInfo> {
  /** One or two, of equal shape. */
  readonly terms: readonly NormTerm<T>[];
  /** Added as it is; with one term only. Of the terms' shape. */
  readonly residual: T | null;
  readonly relu: boolean;
}

/** Where `joinBackward` writes ∂L/∂γ and ∂L/∂β of each term. In place, overwritten. */
export interface NormGradient<T = TensorInfo> {
  readonly gamma: Slice<T>;
  readonly beta: Slice<T>;
}

export interface Running<T = TensorInfo> {
  readonly mean: Slice<T>;
  readonly variance: Slice<T>;
  /** Weight of the new value. */
  readonly momentum: number;
}

export interface SgdConstants {
  weightDecay: number;
  momentum: number;
  nesterov: boolean;
}

export interface AdamWConstants {
  weightDecay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

export interface LarsConstants {
  weightDecay: number;
  momentum: number;
  /** Trust coefficient η. */
  trust: number;
  epsilon: number;
}

/** T is `TensorInfo` for implementations and `Tensor` for callers (index.ts). */
export interface Kernels<T = TensorInfo> {
  /** y[n, ⌈h/stride⌉, ⌈w/stride⌉, outputs] = Σ x ⋆ filter (+ bias[outputs]). */
  convolve(x: T, filter: Filter<T>, stride: Stride, bias: Slice<T> | null): T;
  /**
   * ∂L/∂x [n, height, width, inputs] of `convolve` from dy. With `addTo`, a tensor of that shape: adds to it in place, and
   * returns null.
   */
  convolveInputGradient(dy: T, filter: Filter<T>, stride: Stride, inputSize: readonly [number, number], addTo: T | null): T | null;
  /** ∂L/∂filter of `convolve`, written in place to `into`, a filter-shaped range of the gradient vector. */
  convolveFilterGradient(x: T, dy: T, stride: Stride, into: Filter<T>): void;
  /** Sums of x [..., c] over everything but the last axis, written in place. */
  sumRows(x: T, into: Slice<T>): void;

  /**
   * [2, c] of x [..., c]: mean and 1/√(biased variance + ε) per channel, accurate where |mean| ≫ deviation (no E[x²] − E[x]²). With
   * `running`: moves the running mean and the running *unbiased* variance towards those of x, in place.
   */
  moments(x: T, epsilon: number, running: Running<T> | null): T;
  /** y like the terms' x. */
  join(joint: Joint<T>): T;
  /** The same with the mean over h × w: into the columns of a matrix [n, all], in place; nothing of y's size is made. */
  joinPooled(joint: Joint<T>, into: Columns<T>): void;
  /**
   * Gradients of `join`, given dy like x, or of `joinPooled`, given columns of dy [n, all]. Returns ∂L/∂x of each term, then
   * ∂L/∂residual where there is a residual. The ReLU's mask is computed again from the terms. Statistics count as those of
   * the batch: ∂L/∂x = γ·inverse·(g − mean(g) − x̂·mean(g·x̂)).
   */
  joinBackward(joint: Joint<T>, dy: T | Columns<T>, into: readonly NormGradient<T>[]): T[];

  /** a·b of matrices, with either side transposed. */
  multiply(a: T, b: T, transposeA: boolean, transposeB: boolean): T;

  /** In place on parameters and velocity; `scalars`: [learning rate]. As torch.optim.SGD: v ← μv + (g + λw); w ← w − rate·(v, or g + λw + μv with nesterov). */
  sgd(parameters: T, gradient: T, velocity: T, constants: SgdConstants, scalars: Slice<T>): void;
  /** In place on parameters, mean and square; `scalars`: [learning rate, 1/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ)]. As torch.optim.AdamW. */
  adamw(parameters: T, gradient: T, mean: T, square: T, constants: AdamWConstants, scalars: Slice<T>): void;
  /**
   * In place on parameters and velocity. `segments` [count, 3] int32: offset, length, 1 where the tensor has rank above 1; the
   * others are neither decayed nor adapted. `scalars`: [learning rate]. As `optimizers.json` has it.
   */
  lars(parameters: T, gradient: T, velocity: T, segments: T, constants: LarsConstants, scalars: Slice<T>): void;

  /** Moving average, in place: average ← average + share · (values − average). Two vectors of equal length; `share`: [1 − τ]. */
  follow(average: Slice<T>, values: Slice<T>, share: Slice<T>): void;

  /**
   * Augmented views [views, 32, 32, 3] (data/views.ts, data/augment.ts), channel c as (value − mean[c]) / deviation[c].
   * `pixels` [images, 768] int32: planar bytes 0…255 (red plane first), four to a word, lowest byte first; or [images, 3072]
   * float32: the same planes in 0…1. `images`: which image each view shows. `parameters`: per view top, left,
   * height, width, flip, brightness, contrast, saturation, hue, grayscale.
   */
  augment(pixels: T, images: Slice<T>, parameters: Slice<T>, views: number, mean: readonly number[], deviation: readonly number[]): T;

  /** NT-Xent of z [2n, K]: [total, similarity, log-sum-exp] (pretext/simclr.ts) and ∂total/∂z. */
  ntXent(z: T, temperature: number): [terms: T, gradient: T];
  /** VICReg of z [2n, K]: [total, invariance, variance, covariance] (pretext/vicreg.ts) and ∂total/∂z. */
  vicreg(z: T): [terms: T, gradient: T];
  /** Barlow Twins of z [2n, K]: [total, Σ(1 − Cᵢᵢ)², Σ_{i≠j} Cᵢⱼ²] with λ = 0.0051 and ∂total/∂z. */
  barlow(z: T): [terms: T, gradient: T];
  /**
   * (softmax − one-hot) / rows per task of logits [rows, Σ classes]. `labels`: labels of task t and image i at t · images + i;
   * row r shows image r mod images.
   */
  softmaxError(logits: T, labels: Slice<T>, images: number, classes: readonly number[]): T;
}

/** Tensors as places: what a step needs besides computing. */
export interface Memory<T = TensorInfo> {
  /** An uninitialised float32 tensor, to be filled in place. */
  allocate(shape: readonly number[]): T;
  /** Replaces the values in place, once everything asked for before has read the old ones; not part of a recorded step. */
  overwrite(into: T, values: Float32Array | Int32Array): void;
}

export type KernelName = keyof Kernels | keyof Memory;
