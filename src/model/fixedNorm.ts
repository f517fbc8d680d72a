/**
 * A normalisation without gain and offset, as SimSiam's projector ends in (Chen and He 2020, arXiv 2011.10566). The kernels know
 * only normalisations that have both, so it has a gain of 1 and an offset of 0 that are no parameters: no optimizer
 * sees them.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Joint, type NormTerm } from '../engine/kernels';
import type { VectorEntry } from './parameters';
import type { ForwardPass, Pass } from './pass';
import { freeTerm, momentsOf, normGradient, termOf, wholeRange, type NormShape } from './unit';

/** What stands in `ForwardPass.fixed` for it. */
export function fixedNormEntries({ norm, outputs }: NormShape): VectorEntry[] {
  return [
    { name: `${norm}.gamma`, shape: [outputs], initial: 'ones' },
    { name: `${norm}.beta`, shape: [outputs], initial: 'zeros' },
  ];
}

/** The term of a map, which it takes ownership of. */
export function fixedNormForward(shape: NormShape, map: Tensor4D, pass: ForwardPass): NormTerm<Tensor> {
  const range = wholeRange(shape);
  return termOf(shape, map, momentsOf(shape, map, pass, range), { parameters: pass.fixed }, range);
}

function alone(term: NormTerm<Tensor>): Joint<Tensor> {
  return { terms: [term], residual: null, relu: false };
}

export function normalized(term: NormTerm<Tensor>): Tensor4D {
  return kernels.join(alone(term)) as Tensor4D;
}

/** Gradient of `normalized` by the map; frees dy and the term. */
export function normalizedBackward(shape: NormShape, term: NormTerm<Tensor>, dy: Tensor4D, { fixedGradient }: Pass): Tensor4D {
  const [dMap] = kernels.joinBackward(alone(term), dy, [normGradient(shape, { gradient: fixedGradient }, wholeRange(shape))]);
  dy.dispose();
  freeTerm(term);
  return dMap as Tensor4D;
}
