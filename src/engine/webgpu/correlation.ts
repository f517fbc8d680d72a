/** What `convolve` and `convolveInputGradient` ask for, before it is known how it will be computed. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter, Slice, Stride } from '../kernels/kernels';

/** y[pixel, o] = bias[o] + Σ over taps and k of x[pixel · stride + tap − pad, k] · w[tap, k, o]; maps are [n, h, w, channels]. */
export interface Correlation {
  readonly x: TensorInfo;
  readonly y: TensorInfo;
  readonly filter: Filter;
  /** w[tap, k, o] is the filter's weight (last tap − tap, o, k): the gradient of a convolution with respect to its input. */
  readonly transposed: boolean;
  readonly stride: Stride;
  /** 2: pixel (r, c) of the sum goes to (2r, 2c) of y. */
  readonly spread: 1 | 2;
  /** Adds to y, at the pixels that have a sum. Else those without one are cleared. */
  readonly add: boolean;
  readonly bias: Slice | null;
}

export type MapShape = readonly [images: number, height: number, width: number, channels: number];

export function mapShape({ shape }: TensorInfo): MapShape {
  return shape as unknown as MapShape;
}

/** The same pixels in one row, for 1×1 filters at stride 1, to which places mean nothing. */
export function flat([images, height, width, channels]: MapShape): MapShape {
  return [1, 1, images * height * width, channels];
}

/** Whether numbers in a run can be read four at a time from any place in it that is a multiple of four. */
export function inQuads(...sizes: readonly number[]): boolean {
  return sizes.every((size) => size % 4 === 0);
}

export function filterInQuads({ offset, rowStride, outputs }: Filter): boolean {
  return inQuads(offset, rowStride, outputs);
}
