/** The way back through a joint: sums over the rows, what they make of each channel, then the gradient of each number. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Columns, Kernels } from '../kernels/kernels';
import { allocate, dispatch, release } from './dispatch';
import { elementwiseGrid, reductionGrids, stripsOf, workgroupsOf, type Grid } from './grid';
import { bound, commonText, jointUniforms, mapsText, slicesOf, termsText, type BoundJoint } from './joint';
import applyCode from './normApply.wgsl?raw';
import sumsCode from './normSums.wgsl?raw';
import ofPartsCode from './normSumsOfParts.wgsl?raw';
import ofRowsCode from './normSumsOfRows.wgsl?raw';
import toEndCode from './normSumsToEnd.wgsl?raw';
import toPartsCode from './normSumsToParts.wgsl?raw';
import { inOneVector, type OneVector } from './slices';
import upstreamMapCode from './upstreamMap.wgsl?raw';
import upstreamPooledCode from './upstreamPooled.wgsl?raw';
import { reader, writer } from './vectors';

/** Numbers per channel and term that normSumsToEnd.wgsl leaves for normApply.wgsl. */
const COEFFICIENTS = 6;
/** Sums per channel of normSumsToParts.wgsl. */
const SUMS = 3;

/** What the passes are about. */
interface Backward {
  readonly joint: BoundJoint;
  /** Null where dy is a map. */
  readonly columns: Columns | null;
  readonly upstream: TensorInfo;
  readonly gradient: OneVector;
}

function run(name: string, { joint, columns, gradient }: Backward, texts: readonly string[], bindings: readonly TensorInfo[], grid: Grid): void {
  dispatch({
    pass: { name: `${name}${columns ? ' of pooled' : ''}`, code: [commonText, ...texts].join('\n') },
    constants: joint.constants,
    bindings,
    uniforms: jointUniforms(joint, grid, columns, gradient.offsets),
    workgroups: workgroupsOf(grid),
  });
}

function upstreamText({ columns, joint }: Backward): string {
  return columns ? [reader('upstream', joint.width), upstreamPooledCode].join('\n') : upstreamMapCode;
}

/** Sums per strip of rows. */
function sumStrips(backward: Backward, grid: Grid): TensorInfo {
  const { joint, upstream } = backward;
  const sums = allocate([stripsOf(grid), SUMS, joint.groups * joint.width]);
  const texts = [termsText(joint.width), mapsText, upstreamText(backward), sumsCode, ofRowsCode, toPartsCode];
  run('joinBackward, strips', backward, texts, [...joint.terms, ...joint.maps, upstream, sums], grid);
  return sums;
}

/** Writes the gradients of γ and β. Returns what the last pass needs per channel; of the whole map, or of `parts`. */
function finish(backward: Backward, grid: Grid, parts: TensorInfo | null): TensorInfo {
  const { joint, upstream, gradient } = backward;
  const coefficients = allocate([(joint.hasSecondTerm ? 2 : 1) * COEFFICIENTS, joint.groups * joint.width]);
  const source = parts ? [ofPartsCode] : [mapsText, upstreamText(backward), ofRowsCode];
  const sourceBindings = parts ? [parts] : [...joint.maps, upstream];
  const firstResult = `const RESULTS = ${joint.terms.length + sourceBindings.length}u;`;
  const texts = [firstResult, termsText(joint.width), writer('gradient', joint.width), sumsCode, ...source, toEndCode];
  const bindings = [...joint.terms, ...sourceBindings, gradient.vector, coefficients];
  run(parts ? 'joinBackward, parts' : 'joinBackward, rows', backward, texts, bindings, grid);
  return coefficients;
}

function apply(backward: Backward, coefficients: TensorInfo, shape: readonly number[]): TensorInfo[] {
  const { joint, upstream } = backward;
  const dFirst = allocate(shape);
  // Without a second map, numbers that nobody writes are bound.
  const dSecond = allocate(joint.hasSecondMap ? shape : [joint.width]);
  const texts = [mapsText, upstreamText(backward), applyCode];
  run('joinBackward', backward, texts, [coefficients, ...joint.maps, upstream, dFirst, dSecond], elementwiseGrid(joint.rows, joint.groups));
  if (joint.hasSecondMap) return [dFirst, dSecond];
  release(dSecond);
  return [dFirst];
}

/** See `Kernels.joinBackward`. Two passes where the rows are few, else three. */
export const joinBackward: Kernels['joinBackward'] = (joint, dy, into) => {
  const columns = 'matrix' in dy ? dy : null;
  const backward: Backward = {
    joint: bound(joint),
    columns,
    upstream: 'matrix' in dy ? dy.matrix : dy,
    gradient: inOneVector(slicesOf(into)),
  };
  const { strips, whole } = reductionGrids(backward.joint.rows, backward.joint.groups);
  const parts = strips && sumStrips(backward, strips);
  const coefficients = finish(backward, whole, parts);
  const gradients = apply(backward, coefficients, joint.terms[0]!.x.shape);
  backward.gradient.writeBack();
  for (const tensor of [coefficients, ...(parts ? [parts] : [])]) release(tensor);
  backward.gradient.free();
  backward.joint.free();
  return gradients;
};
