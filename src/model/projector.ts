/**
 * The small network between representation and loss, thrown away after pretraining. Hidden layers are linear,
 * normalisation, ReLU; the last layer is linear. With 0 layers the loss sees the representation itself.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { linearBackward, linearForward, linearParameters, type LinearShape } from './linear';
import type { VectorEntry } from './parameters';
import type { Gradients, Pass } from './pass';
import { unitBackward, unitForward, unitParameters, unitStatistics, type UnitSaved, type UnitShape } from './unit';

export interface Projector {
  readonly hidden: readonly UnitShape[];
  /** Null where there is no layer at all. */
  readonly last: LinearShape | null;
}

export interface ProjectorSaved {
  hidden: UnitSaved[];
  /** What the last layer saw; owned by the layer before it. */
  lastInput: Tensor2D;
  /** The 4-D view of the representation that the first hidden layer saw. */
  firstInput: Tensor4D | null;
}

/** `widths` as `projectorWidths` lists them: [D], [D, K] or [D, hidden, …, K]. */
export function projectorOf(name: string, widths: readonly number[]): Projector {
  const hidden: UnitShape[] = [];
  for (let layer = 1; layer < widths.length - 1; layer++) {
    hidden.push({
      filter: `${name}${layer}.linear`,
      norm: `${name}${layer}.norm`,
      size: 1,
      inputs: widths[layer - 1]!,
      outputs: widths[layer]!,
      stride: 1,
      relu: true,
    });
  }
  const depth = widths.length - 1;
  const last = depth === 0 ? null : { name: `${name}${depth}`, inputs: widths[depth - 1]!, outputs: widths[depth]! };
  return { hidden, last };
}

export function projectorParameters({ hidden, last }: Projector): VectorEntry[] {
  return [...hidden.flatMap(unitParameters), ...(last ? linearParameters(last) : [])];
}

export function projectorStatistics({ hidden }: Projector): VectorEntry[] {
  return hidden.flatMap(unitStatistics);
}

function asPixels(x: Tensor2D): Tensor4D {
  return tf.reshape(x, [x.shape[0], 1, 1, x.shape[1]]);
}

function asVectors(x: Tensor4D): Tensor2D {
  return tf.reshape(x, [x.shape[0], x.shape[3]]);
}

/** [n, D] → [n, K] in training mode; the representation stays the caller's, the embedding becomes it. */
export function projectorForward(
  projector: Projector,
  representation: Tensor2D,
  pass: Pass,
): { embedding: Tensor2D; saved: ProjectorSaved } {
  if (!projector.last) {
    return { embedding: tf.clone(representation), saved: { hidden: [], lastInput: representation, firstInput: null } };
  }
  const hidden: UnitSaved[] = [];
  const firstInput = projector.hidden.length > 0 ? asPixels(representation) : null;
  let maps = firstInput;
  for (const unit of projector.hidden) {
    const { output, saved } = unitForward(unit, maps!, pass);
    hidden.push(saved!);
    maps = output;
  }
  const lastInput = maps ? asVectors(maps) : tf.clone(representation);
  return { embedding: linearForward(projector.last, lastInput, pass), saved: { hidden, lastInput, firstInput } };
}

/** Takes ownership of dEmbedding and `saved`; returns ∂L/∂representation. */
export function projectorBackward(
  projector: Projector,
  dEmbedding: Tensor2D,
  saved: ProjectorSaved,
  pass: Pass,
  gradients: Gradients,
): Tensor2D {
  if (!projector.last) return dEmbedding;
  const dLastInput = linearBackward(projector.last, dEmbedding, saved.lastInput, pass, gradients);
  dEmbedding.dispose();
  saved.lastInput.dispose();
  if (!saved.firstInput) return dLastInput;
  let dMaps = asPixels(dLastInput);
  dLastInput.dispose();
  for (let index = projector.hidden.length - 1; index >= 0; index--) {
    const { dx, dSum } = unitBackward(projector.hidden[index]!, dMaps, saved.hidden[index]!, pass, gradients);
    dSum.dispose();
    dMaps = dx!;
  }
  const dRepresentation = asVectors(dMaps);
  dMaps.dispose();
  saved.firstInput.dispose();
  return dRepresentation;
}
