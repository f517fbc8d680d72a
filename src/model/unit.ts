/**
 * The unit that backbones and projectors repeat: a convolution without bias and the normalisation behind it (Ioffe and Szegedy
 * 2015, arXiv 1502.03167). A linear layer with normalisation is the same unit on maps of 1×1 pixel.
 *
 * A unit ends in a term, the convolved map with its statistics, which a joint then normalises, adds up and rectifies. Only
 * terms are kept for the backward pass: what a joint makes of them is cheaper to compute again than to keep.
 *
 * PyTorch's conventions: biased variance to normalise, unbiased variance in the running average.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type FilterSize, type NormGradient, type NormTerm, type Stride } from '../engine/kernels';
import type { VectorEntry } from './parameters';
import type { ForwardPass, Pass } from './pass';

export const NORM_EPSILON = 1e-5;
/** Weight of the new value in the running statistics. */
const NORM_MOMENTUM = 0.1;

export interface UnitShape {
  /** Name of the filter's entry, e.g. "block1.conv2". */
  filter: string;
  /** Prefix of the normalisation's entries, e.g. "block1.norm2". */
  norm: string;
  size: FilterSize;
  inputs: number;
  outputs: number;
  stride: Stride;
}

/** Output channels from … from + count − 1 of a unit, where it is computed in pieces. */
export interface Range {
  from: number;
  count: number;
}

export function unitParameters({ filter, norm, size, inputs, outputs }: UnitShape): VectorEntry[] {
  return [
    { name: filter, shape: [size, size, inputs, outputs], initial: 'he-normal' },
    { name: `${norm}.gamma`, shape: [outputs], initial: 'ones' },
    { name: `${norm}.beta`, shape: [outputs], initial: 'zeros' },
  ];
}

/** The part of a unit that its normalisation is about. */
export type NormShape = Pick<UnitShape, 'norm' | 'outputs'>;

export function unitStatistics({ norm, outputs }: NormShape): VectorEntry[] {
  return [
    { name: `${norm}.mean`, shape: [outputs], initial: 'zeros' },
    { name: `${norm}.variance`, shape: [outputs], initial: 'ones' },
  ];
}

export function wholeRange({ outputs }: NormShape): Range {
  return { from: 0, count: outputs };
}

export function convolved({ filter, stride }: UnitShape, x: Tensor4D, { parameters }: ForwardPass, { from, count }: Range): Tensor4D {
  return kernels.convolve(x, parameters.filter(filter, from, count), stride, null) as Tensor4D;
}

/** [2, count]: the batch's moments in training, which also move the running ones; the running ones in inference. */
export function momentsOf({ norm }: NormShape, map: Tensor4D, { statistics, training }: ForwardPass, { from, count }: Range): Tensor {
  if (!statistics) return kernels.moments(map, NORM_EPSILON, null);
  const mean = statistics.slice(`${norm}.mean`, from, count);
  const variance = statistics.slice(`${norm}.variance`, from, count);
  if (training) return kernels.moments(map, NORM_EPSILON, { mean, variance, momentum: NORM_MOMENTUM });
  return tf.tidy(() => {
    const inverse = tf.rsqrt(tf.add(tf.slice(statistics.flat, variance.offset, count), NORM_EPSILON));
    return tf.reshape(tf.concat([tf.slice(statistics.flat, mean.offset, count), inverse]), [2, count]);
  });
}

/** The term of `map`, whose statistics are `moments`; takes ownership of both. */
export function termOf({ norm }: NormShape, map: Tensor4D, moments: Tensor, { parameters }: Pick<ForwardPass, 'parameters'>, { from, count }: Range): NormTerm<Tensor> {
  return { x: map, moments, gamma: parameters.slice(`${norm}.gamma`, from, count), beta: parameters.slice(`${norm}.beta`, from, count) };
}

/** Convolution and statistics; `x` stays the caller's. */
export function unitForward(shape: UnitShape, x: Tensor4D, pass: ForwardPass, range = wholeRange(shape)): NormTerm<Tensor> {
  const map = convolved(shape, x, pass, range);
  return termOf(shape, map, momentsOf(shape, map, pass, range), pass, range);
}

export function freeTerm({ x, moments }: NormTerm<Tensor>): void {
  x.dispose();
  moments.dispose();
}

/** relu(normalised term): what most units end in. */
export function rectified(term: NormTerm<Tensor>): Tensor4D {
  return kernels.join({ terms: [term], residual: null, relu: true }) as Tensor4D;
}

/** Gradient of `rectified` by the convolved map; frees dy and the term. */
export function rectifiedBackward(shape: UnitShape, term: NormTerm<Tensor>, dy: Tensor4D, pass: Pass): Tensor4D {
  const [dMap] = kernels.joinBackward({ terms: [term], residual: null, relu: true }, dy, [normGradient(shape, pass, wholeRange(shape))]);
  dy.dispose();
  freeTerm(term);
  return dMap as Tensor4D;
}

export function normGradient({ norm }: NormShape, { gradient }: Pick<Pass, 'gradient'>, { from, count }: Range): NormGradient<Tensor> {
  return { gamma: gradient.slice(`${norm}.gamma`, from, count), beta: gradient.slice(`${norm}.beta`, from, count) };
}

/** Writes the filter's gradient, from the unit's input and ∂L/∂(convolved map). */
export function filterBackward({ filter, stride }: UnitShape, x: Tensor4D, dMap: Tensor4D, { gradient }: Pass, { from, count }: Range): void {
  kernels.convolveFilterGradient(x, dMap, stride, gradient.filter(filter, from, count));
}

/** ∂L/∂x of a unit's convolution for maps of the input's height and width: new, or added to `sum`, which is returned. */
export function inputBackward(
  { filter, stride }: UnitShape,
  dMap: Tensor4D,
  { parameters }: Pass,
  { from, count }: Range,
  [height, width]: readonly [number, number],
  sum: Tensor4D | null,
): Tensor4D {
  return (kernels.convolveInputGradient(dMap, parameters.filter(filter, from, count), stride, [height, width], sum) ?? sum) as Tensor4D;
}

export function sizeOf(map: Tensor4D): readonly [number, number] {
  return [map.shape[1], map.shape[2]];
}
