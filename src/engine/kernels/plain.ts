/**
 * The definition of every kernel as plain loops in float64 over the arrays of tfjs' JavaScript backend: what the start-up
 * check and the tests hold the fast kernels against. Far too slow to train with.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { make, runOf, valuesOf } from './plainArrays';
import { plainAugment } from './plainAugment';
import { plainBarlow, plainNtXent, plainVicreg } from './plainLosses';
import { plainAdamw, plainFollow, plainLars, plainSgd } from './plainOptimizers';
import type { Columns, Filter, Joint, Kernels, Slice } from './kernels';

const channelsOf = ({ shape }: TensorInfo) => shape[shape.length - 1]!;
const rowsOf = (x: TensorInfo) => valuesOf(x).length / channelsOf(x);

function weightIndex({ offset, size, inputs, rowStride }: Filter, ky: number, kx: number, i: number, o: number): number {
  return offset + ((ky * size + kx) * inputs + i) * rowStride + o;
}

/** Calls with the indices of every product of a convolution: y[at] += x[from] · weight[w]. */
function eachProduct(
  inputShape: readonly number[],
  filter: Filter,
  stride: number,
  visit: (from: number, w: number, at: number) => void,
): void {
  const [n, h, w, c] = inputShape as [number, number, number, number];
  const { size, outputs } = filter;
  const pad = (size - 1) / 2;
  const [rows, columns] = [Math.ceil(h / stride), Math.ceil(w / stride)];
  for (let image = 0; image < n; image++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let ky = 0; ky < size; ky++)
          for (let kx = 0; kx < size; kx++) {
            const y = row * stride + ky - pad;
            const x = column * stride + kx - pad;
            if (y < 0 || x < 0 || y >= h || x >= w) continue;
            for (let i = 0; i < c; i++)
              for (let o = 0; o < outputs; o++)
                visit(((image * h + y) * w + x) * c + i, weightIndex(filter, ky, kx, i, o), ((image * rows + row) * columns + column) * outputs + o);
          }
}

/** What a joint adds up, before the ReLU, at one number of its maps. */
function preActivation({ terms, residual }: Joint): (index: number) => number {
  const parts = terms.map(({ x, moments, gamma, beta }) => {
    const c = channelsOf(x);
    const [values, moment, g, b] = [valuesOf(x), valuesOf(moments), runOf(gamma), runOf(beta)];
    return (index: number) => {
      const channel = index % c;
      return g[channel]! * (values[index]! - moment[channel]!) * moment[c + channel]! + b[channel]!;
    };
  });
  const added = residual && valuesOf(residual);
  return (index) => parts.reduce((sum, part) => sum + part(index), added ? added[index]! : 0);
}

function isColumns(dy: TensorInfo | Columns): dy is Columns {
  return 'matrix' in dy;
}

export const plainKernels: Kernels = {
  convolve(x, filter, stride, bias) {
    const [n, h, w] = x.shape as [number, number, number];
    const y = make([n, Math.ceil(h / stride), Math.ceil(w / stride), filter.outputs]);
    const [from, weights, to] = [valuesOf(x), valuesOf(filter.vector), valuesOf(y)];
    const sums = new Float64Array(to.length);
    if (bias) sums.forEach((_, index) => (sums[index] = runOf(bias)[index % filter.outputs]!));
    eachProduct(x.shape, filter, stride, (source, weight, at) => (sums[at]! += from[source]! * weights[weight]!));
    to.set(sums);
    return y;
  },

  convolveInputGradient(dy, filter, stride, [height, width], addTo) {
    const shape = [dy.shape[0]!, height, width, filter.inputs];
    const dx = addTo ?? make(shape);
    const [upstream, weights, to] = [valuesOf(dy), valuesOf(filter.vector), valuesOf(dx)];
    const sums = Float64Array.from(to);
    eachProduct(shape, filter, stride, (source, weight, at) => (sums[source]! += upstream[at]! * weights[weight]!));
    to.set(sums);
    return addTo ? null : dx;
  },

  convolveFilterGradient(x, dy, stride, into) {
    const [from, upstream, to] = [valuesOf(x), valuesOf(dy), valuesOf(into.vector)];
    const sums = new Map<number, number>();
    for (let tap = 0; tap < into.size ** 2; tap++)
      for (let i = 0; i < into.inputs; i++)
        for (let o = 0; o < into.outputs; o++) sums.set(weightIndex(into, 0, tap, i, o), 0);
    eachProduct(x.shape, into, stride, (source, weight, at) => sums.set(weight, sums.get(weight)! + from[source]! * upstream[at]!));
    for (const [weight, sum] of sums) to[weight] = sum;
  },

  sumRows(x, into) {
    const sums = new Float64Array(into.length);
    valuesOf(x).forEach((value, index) => (sums[index % into.length]! += value));
    runOf(into).set(sums);
  },

  moments(x, epsilon, running) {
    const c = channelsOf(x);
    const rows = rowsOf(x);
    const [mean, variance] = [new Float64Array(c), new Float64Array(c)];
    valuesOf(x).forEach((value, index) => (mean[index % c]! += value / rows));
    valuesOf(x).forEach((value, index) => (variance[index % c]! += (value - mean[index % c]!) ** 2 / rows));
    if (running) {
      const { momentum } = running;
      const unbiased = rows / Math.max(rows - 1, 1);
      const move = (slice: Slice, towards: Float64Array, factor: number) =>
        runOf(slice).forEach((old, channel, all) => (all[channel] = (1 - momentum) * old + momentum * factor * towards[channel]!));
      move(running.mean, mean, 1);
      move(running.variance, variance, unbiased);
    }
    return make([2, c], [...mean, ...variance.map((value) => 1 / Math.sqrt(value + epsilon))]);
  },

  join(joint) {
    const sum = preActivation(joint);
    const { x } = joint.terms[0]!;
    const y = make(x.shape);
    valuesOf(y).forEach((_, index, all) => (all[index] = joint.relu ? Math.max(sum(index), 0) : sum(index)));
    return y;
  },

  joinPooled(joint, { matrix, from, count }) {
    const [n, h, w, c] = joint.terms[0]!.x.shape as [number, number, number, number];
    const y = plainKernels.join(joint);
    const [values, to] = [valuesOf(y), valuesOf(matrix)];
    for (let image = 0; image < n; image++)
      for (let channel = 0; channel < count; channel++) {
        let sum = 0;
        for (let pixel = 0; pixel < h * w; pixel++) sum += values[(image * h * w + pixel) * c + channel]!;
        to[image * matrix.shape[1]! + from + channel] = sum / (h * w);
      }
  },

  joinBackward(joint, dy, into) {
    const { terms, residual, relu } = joint;
    const { shape } = terms[0]!.x;
    const c = channelsOf(terms[0]!.x);
    const rows = rowsOf(terms[0]!.x);
    const pixels = shape.length === 4 ? shape[1]! * shape[2]! : 1;
    const given = valuesOf(isColumns(dy) ? dy.matrix : dy);
    const upstream = isColumns(dy)
      ? (index: number) => {
          const [image, channel] = [Math.floor(index / (pixels * c)), index % c];
          return given[image * dy.matrix.shape[1]! + dy.from + channel]! / pixels;
        }
      : (index: number) => given[index]!;
    const sum = preActivation(joint);
    const g = Float64Array.from({ length: rows * c }, (_, index) => (relu && sum(index) <= 0 ? 0 : upstream(index)));
    const gradients = terms.map(({ x, moments, gamma }, term) => {
      const [values, moment, scale] = [valuesOf(x), valuesOf(moments), runOf(gamma)];
      const normalized = (index: number) => (values[index]! - moment[index % c]!) * moment[c + (index % c)]!;
      const [sums, products] = [new Float64Array(c), new Float64Array(c)];
      g.forEach((value, index) => {
        sums[index % c]! += value;
        products[index % c]! += value * normalized(index);
      });
      runOf(into[term]!.beta).set(sums);
      runOf(into[term]!.gamma).set(products);
      const dx = g.map((value, index) => {
        const channel = index % c;
        return scale[channel]! * moment[c + channel]! * (value - sums[channel]! / rows - (normalized(index) * products[channel]!) / rows);
      });
      return make(shape, dx);
    });
    return residual ? [...gradients, make(shape, g)] : gradients;
  },

  multiply(a, b, transposeA, transposeB) {
    const [rows, inner] = transposeA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
    const columns = transposeB ? b.shape[0]! : b.shape[1]!;
    const [left, right] = [valuesOf(a), valuesOf(b)];
    const product = new Float64Array(rows * columns);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let k = 0; k < inner; k++)
          product[row * columns + column]! += left[transposeA ? k * rows + row : row * inner + k]! * right[transposeB ? column * inner + k : k * columns + column]!;
    return make([rows, columns], product);
  },

  sgd: plainSgd,
  adamw: plainAdamw,
  lars: plainLars,
  follow: plainFollow,
  augment: plainAugment,
  ntXent: plainNtXent,
  vicreg: plainVicreg,
  barlow: plainBarlow,

  softmaxError(logits, labels, images, classes) {
    const [rows, columns] = logits.shape as [number, number];
    const [values, label] = [valuesOf(logits), runOf(labels)];
    const error = new Float64Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      let from = row * columns;
      classes.forEach((count, task) => {
        const own = values.subarray(from, from + count);
        const highest = Math.max(...own);
        const total = own.reduce((sum, value) => sum + Math.exp(value - highest), 0);
        own.forEach((value, index) => (error[from + index] = Math.exp(value - highest) / total / rows));
        error[from + label[task * images + (row % images)]!]! -= 1 / rows;
        from += count;
      });
    }
    return make([rows, columns], error);
  },
};
