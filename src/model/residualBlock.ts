/**
 * Residual blocks (He et al. 2015, arXiv 1512.03385): two units and a shortcut. The basic block ends in a 3×3
 * convolution and projects its shortcut only where the shape changes; the last block ends in a 1×1 convolution to the
 * representation's width D and projects its shortcut at *every* D (see architecture.ts).
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Joint, type NormTerm, type Stride } from '../engine/kernels';
import type { VectorEntry } from './parameters';
import type { ForwardPass, Pass } from './pass';
import {
  filterBackward,
  freeTerm,
  inputBackward,
  normGradient,
  rectified,
  rectifiedBackward,
  sizeOf,
  unitForward,
  unitParameters,
  unitStatistics,
  wholeRange,
  type UnitShape,
} from './unit';

export interface BlockUnits {
  first: UnitShape;
  second: UnitShape;
  /** Null: the input itself. */
  shortcut: UnitShape | null;
}

/** A block whose shortcut is projected, as that of every backbone's last one is. */
export interface ProjectedBlock extends BlockUnits {
  shortcut: UnitShape;
}

export interface BlockSaved {
  first: NormTerm<Tensor>;
  joint: Joint<Tensor>;
}

/** [name].conv1 3×3 inputs→channels, [name].conv2 3×3 channels→channels. */
export function basicBlock(name: string, inputs: number, channels: number, stride: Stride): BlockUnits {
  const block = projectedBasicBlock(name, inputs, channels, stride);
  return stride !== 1 || inputs !== channels ? block : { ...block, shortcut: null };
}

/** The same with its shortcut projected even where the shape stays. */
export function projectedBasicBlock(name: string, inputs: number, channels: number, stride: Stride): ProjectedBlock {
  return {
    first: { filter: `${name}.conv1`, norm: `${name}.norm1`, size: 3, inputs, outputs: channels, stride },
    second: { filter: `${name}.conv2`, norm: `${name}.norm2`, size: 3, inputs: channels, outputs: channels, stride: 1 },
    shortcut: shortcutUnit(name, inputs, channels, stride),
  };
}

/** [name].conv1 3×3 inputs→inner at the stride, [name].conv2 1×1 inner→D; the shortcut is 1×1 inputs→D. */
export function lastBlock(name: string, inputs: number, inner: number, width: number, stride: Stride): ProjectedBlock {
  return {
    first: { filter: `${name}.conv1`, norm: `${name}.norm1`, size: 3, inputs, outputs: inner, stride },
    second: { filter: `${name}.conv2`, norm: `${name}.norm2`, size: 1, inputs: inner, outputs: width, stride: 1 },
    shortcut: shortcutUnit(name, inputs, width, stride),
  };
}

function shortcutUnit(name: string, inputs: number, outputs: number, stride: Stride): UnitShape {
  return { filter: `${name}.shortcut`, norm: `${name}.normShortcut`, size: 1, inputs, outputs, stride };
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

/** relu(second(relu(first(x))) + shortcut(x)). The input stays the caller's and must live until `blockBackward`. */
export function blockForward(block: BlockUnits, x: Tensor4D, pass: ForwardPass): { output: Tensor4D; saved: BlockSaved } {
  const first = unitForward(block.first, x, pass);
  const inner = rectified(first);
  const second = unitForward(block.second, inner, pass);
  inner.dispose();
  const shortcut = block.shortcut && unitForward(block.shortcut, x, pass);
  const joint: Joint<Tensor> = { terms: shortcut ? [second, shortcut] : [second], residual: shortcut ? null : x, relu: true };
  return { output: kernels.join(joint) as Tensor4D, saved: { first, joint } };
}

export function freeSaved({ first, joint }: BlockSaved): void {
  for (const term of [first, ...joint.terms]) freeTerm(term);
}

/** Takes ownership of dOutput and `saved`; returns ∂L/∂x. */
export function blockBackward(block: BlockUnits, x: Tensor4D, dOutput: Tensor4D, { first, joint }: BlockSaved, pass: Pass): Tensor4D {
  const ends = block.shortcut ? [block.second, block.shortcut] : [block.second];
  const gradients = ends.map((unit) => normGradient(unit, pass, wholeRange(unit)));
  const [dSecond, dAside] = kernels.joinBackward(joint, dOutput, gradients) as [Tensor4D, Tensor4D];
  dOutput.dispose();
  joint.terms.forEach(freeTerm);

  const dInner = innerBackward(block.second, first, dSecond, pass);
  const dFirst = rectifiedBackward(block.first, first, dInner, pass);
  filterBackward(block.first, x, dFirst, pass, wholeRange(block.first));
  if (!block.shortcut) {
    inputBackward(block.first, dFirst, pass, wholeRange(block.first), sizeOf(x), dAside);
    dFirst.dispose();
    return dAside;
  }
  const dx = inputBackward(block.first, dFirst, pass, wholeRange(block.first), sizeOf(x), null);
  dFirst.dispose();
  filterBackward(block.shortcut, x, dAside, pass, wholeRange(block.shortcut));
  inputBackward(block.shortcut, dAside, pass, wholeRange(block.shortcut), sizeOf(x), dx);
  dAside.dispose();
  return dx;
}

/** Through the second convolution to what the first unit ended in, which is computed again; frees dSecond. */
function innerBackward(second: UnitShape, first: NormTerm<Tensor>, dSecond: Tensor4D, pass: Pass): Tensor4D {
  const inner = rectified(first);
  filterBackward(second, inner, dSecond, pass, wholeRange(second));
  const dInner = inputBackward(second, dSecond, pass, wholeRange(second), sizeOf(inner), null);
  inner.dispose();
  dSecond.dispose();
  return dInner;
}
