/**
 * The unit that backbones and projectors repeat: convolution, normalisation, optionally a residual added and a ReLU.
 * A linear layer with normalisation is the same unit on maps of 1×1 pixel.
 *
 * Ownership: a unit frees in its backward pass what it made in its forward pass, output included. Its input belongs to
 * the unit before it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type FilterSize, type Stride } from '../engine/kernels';
import { normalize, normalizeBackward, normParameters, normStatistics, type NormSaved } from './normalization';
import type { VectorEntry } from './parameters';
import type { Gradients, Pass } from './pass';

export interface UnitShape {
  /** Name of the filter's entry, e.g. "block1.conv2". */
  filter: string;
  /** Prefix of the normalisation's entries, e.g. "block1.norm2". */
  norm: string;
  size: FilterSize;
  inputs: number;
  outputs: number;
  stride: Stride;
  relu: boolean;
}

export interface UnitSaved {
  x: Tensor4D;
  /** Between convolution and normalisation. */
  convolved: Tensor4D;
  output: Tensor4D;
  norm: NormSaved;
}

export interface UnitForward {
  output: Tensor4D;
  /** Null in inference mode. */
  saved: UnitSaved | null;
}

export function unitParameters({ filter, norm, size, inputs, outputs }: UnitShape): VectorEntry[] {
  return [{ name: filter, shape: [size, size, inputs, outputs], initial: 'he-normal' }, ...normParameters(norm, outputs)];
}

export function unitStatistics({ norm, outputs }: UnitShape): VectorEntry[] {
  return normStatistics(norm, outputs);
}

/** Takes ownership of `residual`, which is added before the ReLU. In inference mode everything but the output is freed. */
export function unitForward(shape: UnitShape, x: Tensor4D, pass: Pass, residual?: Tensor4D): UnitForward {
  const convolved = kernels().convolve(x, pass.parameters.get(shape.filter) as Tensor4D, shape.stride);
  const { y, saved } = normalize(shape.norm, convolved, shape.relu && !residual, pass);
  const output = residual ? addResidual(y, residual, shape.relu) : y;
  if (!saved) convolved.dispose();
  return { output, saved: saved && { x, convolved, output, norm: saved } };
}

function addResidual(y: Tensor4D, residual: Tensor4D, relu: boolean): Tensor4D {
  const sum = tf.tidy(() => (relu ? tf.relu(tf.add(y, residual)) : tf.add(y, residual)));
  y.dispose();
  residual.dispose();
  return sum as Tensor4D;
}

export interface UnitGradients {
  /** ∂L/∂x; null where it was not asked for. */
  dx: Tensor4D | null;
  /** ∂L/∂(sum before the ReLU): what flows into the residual as well. The caller owns it. */
  dSum: Tensor4D;
}

/** Takes ownership of dOutput and of `saved` (but not of the unit's input). Adds to `gradients`. */
export function unitBackward(
  shape: UnitShape,
  dOutput: Tensor4D,
  saved: UnitSaved,
  pass: Pass,
  gradients: Gradients,
  needsInputGradient = true,
): UnitGradients {
  const { convolveFilterGradient, convolveInputGradient } = kernels();
  const { x, convolved, output, norm } = saved;
  const dSum = shape.relu ? tf.tidy(() => tf.mul(dOutput, tf.step(output)) as Tensor4D) : dOutput;
  if (shape.relu) dOutput.dispose();
  output.dispose();
  const dConvolved = normalizeBackward(shape.norm, convolved, dSum, norm, pass, gradients);
  convolved.dispose();
  gradients.set(shape.filter, convolveFilterGradient(x, dConvolved, shape.stride, shape.size));
  const filter = pass.parameters.get(shape.filter) as Tensor4D;
  const dx = needsInputGradient
    ? convolveInputGradient(dConvolved, filter, shape.stride, [x.shape[1], x.shape[2]])
    : null;
  dConvolved.dispose();
  return { dx, dSum };
}
