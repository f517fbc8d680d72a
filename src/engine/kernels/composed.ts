/** The kernels spelled in stock tfjs operations, none of which needs a backend to have a gradient kernel. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernels } from './kernels';

const PAD_ONE: [[0, 0], [number, number], [number, number], [0, 0]] = [[0, 0], [1, 1], [1, 1], [0, 0]];

function padding(size: number): typeof PAD_ONE | 'valid' {
  return size === 3 ? PAD_ONE : 'valid';
}

function asRows(x: Tensor4D): Tensor2D {
  return tf.reshape(x, [-1, x.shape[3]]);
}

/** Swaps inputs and outputs of a filter: [k, k, c, m] → [k, k, m, c]. */
function swapChannels(filter: Tensor4D): Tensor4D {
  return tf.transpose(filter, [0, 1, 3, 2]);
}

/**
 * Interleaves four maps that stand side by side in the channels: [n, h, w, (p, q, c)] → [n, 2h, 2w, c]. As a reshape
 * and one transpose of contiguous rows; the stock `depthToSpace` of the wasm backend is 60 times slower.
 */
export function interleave(x: Tensor4D): Tensor4D {
  const [n, h, w, channels] = x.shape;
  const c = channels / 4;
  const swapped = tf.transpose(tf.reshape(x, [n * h, w, 2, 2 * c]), [0, 2, 1, 3]);
  return tf.reshape(swapped, [n, 2 * h, 2 * w, c]);
}

function cropTo(x: Tensor4D, [height, width]: readonly [number, number]): Tensor4D {
  const [n, h, w, c] = x.shape;
  return h === height && w === width ? x : tf.slice(x, [0, 0, 0, 0], [n, height, width, c]);
}

/**
 * Which tap of a 3×3 filter (or 9, the zero tap) links output row o + offset to input row 2m + phase, at o = m:
 * an even input row is touched by the centre tap alone, an odd one by tap 2 of its own output row and tap 0 of the next.
 */
const TAP: Record<'even' | 'odd', readonly [number, number]> = { even: [1, NaN], odd: [2, 0] };

const STRIDE_TWO_TAPS: number[] = [0, 1].flatMap((rowOffset) =>
  [0, 1].flatMap((columnOffset) =>
    (['even', 'odd'] as const).flatMap((rowPhase) =>
      (['even', 'odd'] as const).map((columnPhase) => {
        const tap = 3 * TAP[rowPhase][rowOffset]! + TAP[columnPhase][columnOffset]!;
        return Number.isNaN(tap) ? 9 : tap;
      }),
    ),
  ),
);

/**
 * Input gradient at stride 2 in gather form: the four phases (even/odd row × even/odd column) of dx are four outputs
 * of one 2×2 convolution over dy, interleaved afterwards. No zeros are inserted between the pixels of dy.
 */
function strideTwoInputGradient(dy: Tensor4D, filter: Tensor4D): Tensor4D {
  const [, , inputs, outputs] = filter.shape;
  const taps = tf.concat([tf.reshape(filter, [9, inputs, outputs]), tf.zeros([1, inputs, outputs])], 0);
  const gathered = tf.gather(taps, tf.tensor1d(STRIDE_TWO_TAPS, 'int32'));
  const arranged = tf.transpose(tf.reshape(gathered, [4, 4, inputs, outputs]), [0, 3, 1, 2]);
  const phases = tf.reshape(arranged, [2, 2, outputs, 4 * inputs]) as Tensor4D;
  return interleave(tf.conv2d(dy, phases, 1, [[0, 0], [0, 1], [0, 1], [0, 0]]));
}

/** 1×1 convolution at stride 2 touches only the even pixels; the others receive zero. */
function strideTwoPointwiseInputGradient(dy: Tensor4D, filter: Tensor4D): Tensor4D {
  const even = tf.conv2d(dy, swapChannels(filter), 1, 'valid');
  const [n, h, w, c] = even.shape;
  return interleave(tf.concat([even, tf.zeros([n, h, w, 3 * c])], 3));
}

/**
 * Filter gradient as a forward convolution with batch and channels exchanged: images as [c, h, w, n], the upstream
 * gradient as a filter [h', w', n, m] dilated by the stride. Padding cuts the result to size × size taps.
 */
function filterGradientByConvolution(x: Tensor4D, dy: Tensor4D, stride: number, size: number): Tensor4D {
  const before = (size - 1) / 2;
  const after = (side: number, outputs: number) => (outputs - 1) * stride + size - side - before;
  const [, height, width] = x.shape;
  const [, rows, columns] = dy.shape;
  const bottom = after(height, rows);
  const right = after(width, columns);
  // At stride 2 the last row or column of x may lie under no tap; then there is nothing to pad but something to cut.
  const seen = tf.slice(x, [0, 0, 0, 0], [-1, height + Math.min(bottom, 0), width + Math.min(right, 0), -1]);
  const images = tf.transpose(seen, [3, 1, 2, 0]);
  const filter = tf.transpose(dy, [1, 2, 0, 3]);
  const pad: [[0, 0], [number, number], [number, number], [0, 0]] = [
    [0, 0],
    [before, Math.max(bottom, 0)],
    [before, Math.max(right, 0)],
    [0, 0],
  ];
  const gradient = tf.conv2d(images, filter, 1, pad, 'NHWC', stride);
  return tf.transpose(gradient, [1, 2, 0, 3]);
}

export const composedKernels: Kernels = {
  convolve: (x, filter, stride) => tf.conv2d(x, filter, stride, padding(filter.shape[0])),

  convolveInputGradient: (dy, filter, stride, inputSize) =>
    tf.tidy(() => {
      const pointwise = filter.shape[0] === 1;
      if (stride === 1) {
        const flipped = pointwise ? filter : tf.reverse(filter, [0, 1]);
        return tf.conv2d(dy, swapChannels(flipped), 1, padding(filter.shape[0]));
      }
      const whole = pointwise ? strideTwoPointwiseInputGradient(dy, filter) : strideTwoInputGradient(dy, filter);
      return cropTo(whole, inputSize);
    }),

  convolveFilterGradient: (x, dy, stride, size) => tf.tidy(() => filterGradientByConvolution(x, dy, stride, size)),

  scaleAndShift: (x, scale, shift, relu) =>
    tf.tidy(() => {
      const y = tf.add(tf.mul(x, scale), shift);
      return (relu ? tf.relu(y) : y) as Tensor4D;
    }),

  sumRows: (x) => tf.sum(x, 0),

  pool: (x) => tf.tidy(() => tf.mean(x, [1, 2])),

  poolGradient: (dy, [height, width]) =>
    tf.tidy(() => {
      const [n, c] = dy.shape;
      return tf.mul(tf.reshape(dy, [n, 1, 1, c]), tf.fill([1, height, width, 1], 1 / (height * width))) as Tensor4D;
    }),
};

export { asRows };
