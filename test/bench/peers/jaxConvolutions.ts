/** Convolutions in jax-js: its own, and 3×3 written as nine products of shifted images, which its wasm backend does faster. */
import { lax, numpy as np } from '@jax-js/jax';

export type LayoutName = 'convolutions' | 'products';

/** Where channels stand, and what follows from it. Arguments are owned. */
export interface Layout {
  /** Of images [n, h, w, c]. */
  images(images: np.Array): np.Array;
  /** Of a filter [k, k, inputs, outputs]. */
  filter(filter: np.Array): np.Array;
  /** 3×3 filters pad 1, 1×1 filters none. */
  convolve(x: np.Array, filter: np.Array, stride: number): np.Array;
  /** All axes but that of the channels, the batch first. */
  pixelAxes: number[];
  /** A vector of channels, so that it broadcasts over maps. */
  perChannel(vector: np.Array): np.Array;
}

const channelsFirst: Layout = {
  images: (images) => np.transpose(images, [0, 3, 1, 2]),
  filter: (filter) => np.transpose(filter, [3, 2, 0, 1]),
  convolve(x, filter, stride) {
    const pad = (filter.shape[2]! - 1) / 2;
    return lax.conv(x, filter, [stride, stride], [[pad, pad], [pad, pad]]);
  },
  pixelAxes: [0, 2, 3],
  perChannel: (vector) => vector.reshape([-1, 1, 1]),
};

/** Every `stride`th pixel from (y, x) on, as a matrix of pixels by channels; there are no slices with strides. */
function pixelsFrom(padded: np.Array, y: number, x: number, side: number, stride: number): np.Array {
  const [rows, height, , channels] = padded.shape as [number, number, number, number];
  const phased = padded.reshape([rows, height / stride, stride, height / stride, stride, channels]);
  const [top, left] = [Math.floor(y / stride), Math.floor(x / stride)];
  return phased.slice([], [top, top + side], y % stride, [left, left + side], x % stride, []).reshape([rows * side * side, channels]);
}

const shiftedProducts: Layout = {
  images: (images) => images,
  filter: (filter) => filter,
  convolve(x, filter, stride) {
    const [size, , , outputs] = filter.shape as [number, number, number, number];
    const [rows, height] = x.shape as [number, number];
    const pad = (size - 1) / 2;
    const side = height / stride;
    const padded = pad === 0 ? x : np.pad(x, [[0, 0], [pad, pad], [pad, pad], [0, 0]]);
    const products: np.Array[] = [];
    for (let ky = 0; ky < size; ky++) {
      for (let kx = 0; kx < size; kx++) {
        products.push(np.matmul(pixelsFrom(padded.ref, ky, kx, side, stride), filter.ref.slice(ky, kx)));
      }
    }
    padded.dispose();
    filter.dispose();
    return products.reduce((sum, product) => sum.add(product)).reshape([rows, side, side, outputs]);
  },
  pixelAxes: [0, 1, 2],
  perChannel: (vector) => vector,
};

export const layouts: Readonly<Record<LayoutName, Layout>> = { convolutions: channelsFirst, products: shiftedProducts };
