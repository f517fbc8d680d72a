/**
 * The operations that training is built from and that a backend may do in its own way. Everything else is plain
 * tfjs. Not here: what the operations mean for a network (model/) and when they are called (train/).
 *
 * Images are NHWC, filters [k, k, inputs, outputs]. 3×3 convolutions pad 1 on each side, 1×1 convolutions none (the
 * PyTorch convention, not TensorFlow's uneven "same"). Strides are 1 or 2. All tensors are float32. No operation
 * disposes its inputs; each returns a new tensor that the caller owns.
 */
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export type Stride = 1 | 2;
export type FilterSize = 1 | 3;

export interface Kernels {
  /** y[n,h',w',k] = Σ x ⋆ filter. Output side: ceil(side / stride). */
  convolve(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D;
  /** ∂L/∂x of `convolve` from dy, for inputs of the given height and width. */
  convolveInputGradient(dy: Tensor4D, filter: Tensor4D, stride: Stride, inputSize: readonly [number, number]): Tensor4D;
  /** ∂L/∂filter of `convolve`. */
  convolveFilterGradient(x: Tensor4D, dy: Tensor4D, stride: Stride, size: FilterSize): Tensor4D;
  /** x · scale + shift per channel (the last axis), then max(·, 0) where `relu`. */
  scaleAndShift(x: Tensor4D, scale: Tensor1D, shift: Tensor1D, relu: boolean): Tensor4D;
  /** Sums of [rows, columns] over the rows. */
  sumRows(x: Tensor2D): Tensor1D;
  /** Mean over the pixels: [n, h, w, c] → [n, c]. */
  pool(x: Tensor4D): Tensor2D;
  /** ∂L/∂x of `pool`: every pixel receives dy / (h·w). */
  poolGradient(dy: Tensor2D, size: readonly [number, number]): Tensor4D;
}
