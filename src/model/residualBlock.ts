/**
 * Residual blocks (He et al. 2015, arXiv 1512.03385): two units and a shortcut. The basic block ends in a 3×3
 * convolution and projects its shortcut only where the shape changes; the last block ends in a 1×1 convolution to the
 * representation's width D and projects its shortcut at *every* D (see architecture.ts).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Stride } from '../engine/kernels';
import type { VectorEntry } from './parameters';
import type { Gradients, Pass } from './pass';
import {
  unitBackward,
  unitForward,
  unitParameters,
  unitStatistics,
  type UnitSaved,
  type UnitShape,
} from './unit';

export interface BlockUnits {
  first: UnitShape;
  second: UnitShape;
  /** Null: the input itself. */
  shortcut: UnitShape | null;
}

export interface BlockSaved {
  first: UnitSaved;
  second: UnitSaved;
  shortcut: UnitSaved | null;
}

/** [name].conv1 3×3 inputs→channels, [name].conv2 3×3 channels→channels. */
export function basicBlock(name: string, inputs: number, channels: number, stride: Stride): BlockUnits {
  const projected = stride !== 1 || inputs !== channels;
  return {
    first: { filter: `${name}.conv1`, norm: `${name}.norm1`, size: 3, inputs, outputs: channels, stride, relu: true },
    second: { filter: `${name}.conv2`, norm: `${name}.norm2`, size: 3, inputs: channels, outputs: channels, stride: 1, relu: true },
    shortcut: projected ? shortcutUnit(name, inputs, channels, stride) : null,
  };
}

/** [name].conv1 3×3 inputs→inner at the stride, [name].conv2 1×1 inner→D; the shortcut is 1×1 inputs→D. */
export function lastBlock(name: string, inputs: number, inner: number, width: number, stride: Stride): BlockUnits {
  return {
    first: { filter: `${name}.conv1`, norm: `${name}.norm1`, size: 3, inputs, outputs: inner, stride, relu: true },
    second: { filter: `${name}.conv2`, norm: `${name}.norm2`, size: 1, inputs: inner, outputs: width, stride: 1, relu: true },
    shortcut: shortcutUnit(name, inputs, width, stride),
  };
}

function shortcutUnit(name: string, inputs: number, outputs: number, stride: Stride): UnitShape {
  return { filter: `${name}.shortcut`, norm: `${name}.normShortcut`, size: 1, inputs, outputs, stride, relu: false };
}

function unitsOf({ first, second, shortcut }: BlockUnits): UnitShape[] {
  return shortcut ? [first, second, shortcut] : [first, second];
}

export function blockParameters(block: BlockUnits): VectorEntry[] {
  return unitsOf(block).flatMap(unitParameters);
}

export function blockStatistics(block: BlockUnits): VectorEntry[] {
  return unitsOf(block).flatMap(unitStatistics);
}

/** relu(second(first(x)) + shortcut(x)). The input stays the caller's. */
export function blockForward(block: BlockUnits, x: Tensor4D, pass: Pass): { output: Tensor4D; saved: BlockSaved | null } {
  const first = unitForward(block.first, x, pass);
  const shortcut = block.shortcut ? unitForward(block.shortcut, x, pass) : null;
  const residual = shortcut ? shortcut.output : tf.clone(x);
  const second = unitForward(block.second, first.output, pass, residual);
  if (!first.saved || !second.saved) {
    first.output.dispose();
    return { output: second.output, saved: null };
  }
  return { output: second.output, saved: { first: first.saved, second: second.saved, shortcut: shortcut?.saved ?? null } };
}

/** Takes ownership of dOutput and `saved`; returns ∂L/∂x. */
export function blockBackward(
  block: BlockUnits,
  dOutput: Tensor4D,
  saved: BlockSaved,
  pass: Pass,
  gradients: Gradients,
): Tensor4D {
  const second = unitBackward(block.second, dOutput, saved.second, pass, gradients);
  const dFirst = unitBackward(block.first, second.dx!, saved.first, pass, gradients);
  dFirst.dSum.dispose();
  const dShortcut =
    block.shortcut && saved.shortcut
      ? unitBackward(block.shortcut, second.dSum, saved.shortcut, pass, gradients).dx!
      : tf.clone(second.dSum);
  second.dSum.dispose();
  const dx = tf.add(dFirst.dx!, dShortcut) as Tensor4D;
  dFirst.dx!.dispose();
  dShortcut.dispose();
  return dx;
}
