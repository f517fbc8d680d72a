/**
 * The last residual block together with the global average pooling behind it: maps → representation [n, D]. Its maps are
 * the widest of the network and nobody needs them whole, so at large D they are computed range by range of the
 * channels, pooled at once, and computed again on the way back: at D = 8192, 512 views and 4×4 pixels one map of
 * all channels is 268 MB, and there would be four.
 */
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Joint, type NormTerm } from '../engine/kernels';
import type { ForwardPass, Pass } from './pass';
import type { ProjectedBlock } from './residualBlock';
import {
  convolved,
  filterBackward,
  freeTerm,
  inputBackward,
  normGradient,
  rectified,
  rectifiedBackward,
  sizeOf,
  termOf,
  unitForward,
  wholeRange,
  type Range,
} from './unit';

/** Up to this size a map of all channels is kept for the backward pass; half of what every WebGPU device can bind, 128 MiB. */
const KEPT_BYTES = 2 ** 26;
/** Beyond it, the size of one range's map. */
const RANGE_BYTES = 2 ** 25;
/** Ranges begin at multiples of this, so that vectorised kernels serve all of them. */
const RANGE_STEP = 64;

export interface PooledSaved {
  first: NormTerm<Tensor>;
  inner: Tensor4D;
  ranges: RangeSaved[];
}

interface RangeSaved {
  range: Range;
  /** Of the second unit and of the shortcut, [2, count] each. */
  moments: [Tensor, Tensor];
  /** Their maps; null where they are computed again. */
  maps: [Tensor4D, Tensor4D] | null;
}

export interface Ranges {
  ranges: Range[];
  /** Whether their maps stay until the backward pass, or are computed again. */
  areKept: boolean;
}

/** Ranges of the output channels for maps of so many rows (images × pixels). */
export function rangesOf(rows: number, width: number): Ranges {
  const bytesPerChannel = 4 * rows;
  if (bytesPerChannel * width <= KEPT_BYTES) return { ranges: [{ from: 0, count: width }], areKept: true };
  const count = Math.max(RANGE_STEP, Math.floor(RANGE_BYTES / bytesPerChannel / RANGE_STEP) * RANGE_STEP);
  const ranges = Array.from({ length: Math.ceil(width / count) }, (_, index) => ({
    from: index * count,
    count: Math.min(count, width - index * count),
  }));
  return { ranges, areKept: false };
}

function rowsBehind(block: ProjectedBlock, x: Tensor4D): number {
  const { stride } = block.first;
  return x.shape[0] * Math.ceil(x.shape[1] / stride) * Math.ceil(x.shape[2] / stride);
}

function jointOf(second: NormTerm<Tensor>, shortcut: NormTerm<Tensor>): Joint<Tensor> {
  return { terms: [second, shortcut], residual: null, relu: true };
}

/** The input stays the caller's and must live until `pooledBackward`; so does the returned representation [n, D]. */
export function pooledForward(
  block: ProjectedBlock,
  x: Tensor4D,
  pass: ForwardPass,
  { ranges, areKept } = rangesOf(rowsBehind(block, x), block.second.outputs),
): { representation: Tensor2D; saved: PooledSaved } {
  const representation = kernels.allocate([x.shape[0], block.second.outputs]) as Tensor2D;
  const first = unitForward(block.first, x, pass);
  const inner = rectified(first);
  const saved = ranges.map((range): RangeSaved => {
    const second = unitForward(block.second, inner, pass, range);
    const shortcut = unitForward(block.shortcut, x, pass, range);
    kernels.joinPooled(jointOf(second, shortcut), { matrix: representation, ...range });
    const maps: [Tensor4D, Tensor4D] = [second.x as Tensor4D, shortcut.x as Tensor4D];
    if (!areKept) for (const map of maps) map.dispose();
    return { range, moments: [second.moments, shortcut.moments], maps: areKept ? maps : null };
  });
  return { representation, saved: { first, inner, ranges: saved } };
}

export function freePooled({ first, inner, ranges }: PooledSaved): void {
  freeTerm(first);
  inner.dispose();
  for (const { moments, maps } of ranges) for (const tensor of [...moments, ...(maps ?? [])]) tensor.dispose();
}

/** Takes ownership of dRepresentation and `saved`; returns ∂L/∂x. */
export function pooledBackward(block: ProjectedBlock, x: Tensor4D, dRepresentation: Tensor2D, saved: PooledSaved, pass: Pass): Tensor4D {
  const { first, inner } = saved;
  let dInner: Tensor4D | null = null;
  let dx: Tensor4D | null = null;
  for (const { range, moments, maps } of saved.ranges) {
    const second = termOf(block.second, maps?.[0] ?? convolved(block.second, inner, pass, range), moments[0], pass, range);
    const shortcut = termOf(block.shortcut, maps?.[1] ?? convolved(block.shortcut, x, pass, range), moments[1], pass, range);
    const gradients = [normGradient(block.second, pass, range), normGradient(block.shortcut, pass, range)];
    const [dSecond, dShortcut] = kernels.joinBackward(
      jointOf(second, shortcut),
      { matrix: dRepresentation, ...range },
      gradients,
    ) as [Tensor4D, Tensor4D];
    freeTerm(second);
    freeTerm(shortcut);
    filterBackward(block.second, inner, dSecond, pass, range);
    dInner = inputBackward(block.second, dSecond, pass, range, sizeOf(inner), dInner);
    dSecond.dispose();
    filterBackward(block.shortcut, x, dShortcut, pass, range);
    dx = inputBackward(block.shortcut, dShortcut, pass, range, sizeOf(x), dx);
    dShortcut.dispose();
  }
  dRepresentation.dispose();
  inner.dispose();
  const dFirst = rectifiedBackward(block.first, first, dInner!, pass);
  filterBackward(block.first, x, dFirst, pass, wholeRange(block.first));
  inputBackward(block.first, dFirst, pass, wholeRange(block.first), sizeOf(x), dx);
  dFirst.dispose();
  return dx!;
}
