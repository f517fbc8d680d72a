/**
 * The small network between representation and loss, thrown away after pretraining. Hidden layers are linear,
 * normalisation, ReLU; the last layer is linear, and where the pretext method wants it, normalised at the end. With 0
 * layers the loss sees the representation itself. Predictors and classifiers behind it are such networks too.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { NormTerm } from '../engine/kernels';
import { fixedNormEntries, fixedNormForward, normalized, normalizedBackward } from './fixedNorm';
import { asPixels, asVectors, linearForward, linearInputBackward, linearParameters, linearWeightsBackward, type LinearShape } from './linear';
import type { VectorEntry } from './parameters';
import type { ForwardPass, Pass } from './pass';
import {
  filterBackward,
  freeTerm,
  inputBackward,
  rectified,
  rectifiedBackward,
  unitForward,
  unitParameters,
  unitStatistics,
  wholeRange,
  type NormShape,
  type UnitShape,
} from './unit';

export interface Projector {
  readonly hidden: readonly UnitShape[];
  /** Null where there is no layer at all. */
  readonly last: LinearShape | null;
  /** The normalisation of what comes out; null for none. */
  readonly end: NormShape | null;
}

export interface ProjectorSaved {
  hidden: NormTerm<Tensor>[];
  end: NormTerm<Tensor> | null;
  /** What each layer saw, the last one included, as maps of 1×1 pixel. */
  inputs: Tensor4D[];
}

/** `widths` as `projectorWidths` lists them: [D], [D, K] or [D, hidden, …, K]. */
export function projectorOf(name: string, widths: readonly number[], isNormalized = false): Projector {
  const depth = widths.length - 1;
  const hidden = Array.from({ length: Math.max(depth - 1, 0) }, (_, index): UnitShape => ({
    filter: `${name}${index + 1}.linear`,
    norm: `${name}${index + 1}.norm`,
    size: 1,
    inputs: widths[index]!,
    outputs: widths[index + 1]!,
    stride: 1,
  }));
  const last = depth === 0 ? null : { name: `${name}${depth}`, inputs: widths[depth - 1]!, outputs: widths[depth]!, bias: !isNormalized };
  return { hidden, last, end: isNormalized ? { norm: `${name}.norm`, outputs: widths[depth]! } : null };
}

export function projectorParameters({ hidden, last }: Projector): VectorEntry[] {
  return [...hidden.flatMap(unitParameters), ...(last ? linearParameters(last) : [])];
}

export function projectorStatistics({ hidden, end }: Projector): VectorEntry[] {
  return [...hidden.flatMap(unitStatistics), ...(end ? unitStatistics(end) : [])];
}

/** What `ForwardPass.fixed` must have for it. */
export function projectorFixed({ end }: Projector): VectorEntry[] {
  return end ? fixedNormEntries(end) : [];
}

/** A 2-D or 4-D view in the other rank; frees the view it was made from. */
function recast<From extends Tensor, To extends Tensor>(cast: (x: From) => To, x: From): To {
  const view = cast(x);
  x.dispose();
  return view;
}

/** [n, D] → [n, K]; the representation stays the caller's, the embedding becomes it. */
export function projectorForward({ hidden, last, end }: Projector, representation: Tensor2D, pass: ForwardPass): { embedding: Tensor2D; saved: ProjectorSaved } {
  const inputs = [asPixels(representation)];
  const terms = hidden.map((unit) => {
    const term = unitForward(unit, inputs.at(-1)!, pass);
    inputs.push(rectified(term));
    return term;
  });
  const ended = last ? linearForward(last, inputs.at(-1)!, pass) : tf.clone(inputs.at(-1)!);
  const saved = { hidden: terms, inputs };
  if (!end) return { embedding: recast(asVectors, ended), saved: { ...saved, end: null } };
  const term = fixedNormForward(end, ended, pass);
  return { embedding: recast(asVectors, normalized(term)), saved: { ...saved, end: term } };
}

export function freeProjected({ hidden, end, inputs }: ProjectorSaved): void {
  for (const term of hidden) freeTerm(term);
  if (end) freeTerm(end);
  for (const input of inputs) input.dispose();
}

/** Takes ownership of dEmbedding and `saved`; returns ∂L/∂representation. */
export function projectorBackward({ hidden, last, end }: Projector, dEmbedding: Tensor2D, saved: ProjectorSaved, pass: Pass): Tensor2D {
  const { hidden: terms, inputs } = saved;
  let dMaps = recast(asPixels, dEmbedding);
  /** The input of the layer that is on turn, which nobody needs afterwards. */
  const through = (backward: (input: Tensor4D) => Tensor4D) => {
    const input = inputs.pop()!;
    const dInput = backward(input);
    dMaps.dispose();
    input.dispose();
    dMaps = dInput;
  };
  if (end) dMaps = normalizedBackward(end, saved.end!, dMaps, pass);
  if (last) {
    through((input) => {
      linearWeightsBackward(last, input, dMaps, pass);
      return linearInputBackward(last, dMaps, pass);
    });
  }
  for (let index = hidden.length - 1; index >= 0; index--) {
    const unit = hidden[index]!;
    dMaps = rectifiedBackward(unit, terms[index]!, dMaps, pass);
    through((input) => {
      filterBackward(unit, input, dMaps, pass, wholeRange(unit));
      return inputBackward(unit, dMaps, pass, wholeRange(unit), [1, 1], null);
    });
  }
  for (const input of inputs) input.dispose(); // of a projector without layers
  return recast(asVectors, dMaps);
}
