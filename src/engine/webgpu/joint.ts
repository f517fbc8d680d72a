/** What the passes over a joint share: bindings, offsets, variants. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Columns, Joint, NormGradient } from '../kernels/kernels';
import type { Uniform } from './dispatch';
import { channelsOf, gridUniforms, rowsOf, widthConstants, widthOf, type Grid, type Width } from './grid';
import gridCode from './grid.wgsl?raw';
import jointCode from './joint.wgsl?raw';
import mapsCode from './jointMaps.wgsl?raw';
import termsCode from './jointTerms.wgsl?raw';
import { inOneVector } from './slices';
import { reader } from './vectors';

/** As joint.wgsl numbers them. */
const SECOND = { nothing: 0, residual: 1, term: 2 };

/** A joint as passes bind it. */
export interface BoundJoint {
  readonly width: Width;
  readonly rows: number;
  readonly groups: number;
  readonly hasSecondMap: boolean;
  readonly hasSecondTerm: boolean;
  readonly constants: Readonly<Record<string, string | number | boolean>>;
  /** As in jointTerms.wgsl. */
  readonly terms: readonly TensorInfo[];
  /** As in jointMaps.wgsl. */
  readonly maps: readonly TensorInfo[];
  /** As the fields of the struct `Joint` that follow its grid. */
  uniforms(columns: Columns | null, gradient: readonly number[]): Uniform[];
  free(): void;
}

/** Offsets γ₁, β₁, γ₂, β₂ as [γ₁, γ₂], [β₁, β₂]; where there is no second term, the first stands for it. */
function paired([gamma, beta, secondGamma, secondBeta]: readonly number[]): number[] {
  return [gamma!, secondGamma ?? gamma!, beta!, secondBeta ?? beta!];
}

export function slicesOf(pairs: readonly NormGradient[]) {
  return pairs.flatMap(({ gamma, beta }) => [gamma, beta]);
}

export function bound({ terms, residual, relu }: Joint): BoundJoint {
  const [first, second] = [terms[0]!, terms[1] ?? terms[0]!];
  const affine = inOneVector(slicesOf(terms));
  const [rows, channels] = [rowsOf(first.x), channelsOf(first.x)];
  const width = widthOf(channels);
  const kind = terms.length === 2 ? SECOND.term : residual ? SECOND.residual : SECOND.nothing;
  const pixels = rows / first.x.shape[0]!;
  return {
    width,
    rows,
    groups: channels / width,
    hasSecondMap: kind !== SECOND.nothing,
    hasSecondTerm: kind === SECOND.term,
    constants: { ...widthConstants(width), SECOND: kind, RELU: relu },
    terms: [first.moments, second.moments, affine.vector],
    maps: [first.x, residual ?? second.x],
    uniforms: (columns, gradient) => [
      ...paired(affine.offsets),
      pixels,
      columns?.matrix.shape[1] ?? 0,
      columns?.from ?? 0,
      rows,
      ...paired(gradient),
    ],
    free: () => affine.free(),
  };
}

/** As the struct `Joint` of joint.wgsl; `gradient`: where γ's and β's gradients begin, term by term. */
export function jointUniforms(joint: BoundJoint, grid: Grid, columns: Columns | null, gradient: readonly number[] = [0, 0]): Uniform[] {
  return [...gridUniforms(grid), ...joint.uniforms(columns, gradient)];
}

export const commonText = [gridCode, jointCode].join('\n');
export const mapsText = mapsCode;

/** Terms as `firstTerm` and `secondTerm`, from the moments and the vector of γ and β. */
export function termsText(width: Width): string {
  return [reader('affine', width), termsCode].join('\n');
}
