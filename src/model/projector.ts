/**
 * The small network between representation and loss, thrown away after pretraining. Hidden layers are linear,
 * normalisation, ReLU; the last layer is linear. With 0 layers the loss sees the representation itself.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { NormTerm } from '../engine/kernels';
import { asPixels, asVectors, linearForward, linearInputBackward, linearParameters, linearWeightsBackward, type LinearShape } from './linear';
import type { VectorEntry } from './parameters';
import type { Pass } from './pass';
import {
  filterBackward,
  inputBackward,
  rectified,
  rectifiedBackward,
  unitForward,
  unitParameters,
  unitStatistics,
  wholeRange,
  type UnitShape,
} from './unit';

export interface Projector {
  readonly hidden: readonly UnitShape[];
  /** Null where there is no layer at all. */
  readonly last: LinearShape | null;
}

export interface ProjectorSaved {
  hidden: NormTerm<Tensor>[];
  /** What each layer saw, the last one included, as maps of 1×1 pixel. */
  inputs: Tensor4D[];
}

/** `widths` as `projectorWidths` lists them: [D], [D, K] or [D, hidden, …, K]. */
export function projectorOf(name: string, widths: readonly number[]): Projector {
  const depth = widths.length - 1;
  const hidden = Array.from({ length: Math.max(depth - 1, 0) }, (_, index): UnitShape => ({
    filter: `${name}${index + 1}.linear`,
    norm: `${name}${index + 1}.norm`,
    size: 1,
    inputs: widths[index]!,
    outputs: widths[index + 1]!,
    stride: 1,
  }));
  const last = depth === 0 ? null : { name: `${name}${depth}`, inputs: widths[depth - 1]!, outputs: widths[depth]! };
  return { hidden, last };
}

export function projectorParameters({ hidden, last }: Projector): VectorEntry[] {
  return [...hidden.flatMap(unitParameters), ...(last ? linearParameters(last) : [])];
}

export function projectorStatistics({ hidden }: Projector): VectorEntry[] {
  return hidden.flatMap(unitStatistics);
}

/** A 2-D or 4-D view in the other rank; frees the view it was made from. */
function recast<From extends Tensor, To extends Tensor>(cast: (x: From) => To, x: From): To {
  const view = cast(x);
  x.dispose();
  return view;
}

/** [n, D] → [n, K] in training mode; the representation stays the caller's, the embedding becomes it. */
export function projectorForward({ hidden, last }: Projector, representation: Tensor2D, pass: Pass): { embedding: Tensor2D; saved: ProjectorSaved } {
  const inputs = [asPixels(representation)];
  const terms = hidden.map((unit) => {
    const term = unitForward(unit, inputs.at(-1)!, pass);
    inputs.push(rectified(term));
    return term;
  });
  const embedding = last ? recast(asVectors, linearForward(last, inputs.at(-1)!, pass)) : tf.clone(representation);
  return { embedding, saved: { hidden: terms, inputs } };
}

/** Takes ownership of dEmbedding and `saved`; returns ∂L/∂representation. */
export function projectorBackward({ hidden, last }: Projector, dEmbedding: Tensor2D, { hidden: terms, inputs }: ProjectorSaved, pass: Pass): Tensor2D {
  let dMaps = recast(asPixels, dEmbedding);
  /** The input of the layer that is on turn, which nobody needs afterwards. */
  const through = (backward: (input: Tensor4D) => Tensor4D) => {
    const input = inputs.pop()!;
    const dInput = backward(input);
    dMaps.dispose();
    input.dispose();
    dMaps = dInput;
  };
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
