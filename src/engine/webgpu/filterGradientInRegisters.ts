import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter, Stride } from '../kernels/kernels';
import { inShares } from './addShares';
import { REGISTER_THREADS, type RegisterBlock } from './candidates';
import { filterInQuads, flat, inQuads, mapShape } from './correlation';
import { dispatch, spread } from './dispatch';
import code from './filterGradient.wgsl?raw';
import { quadReader, quadWriter, shapeUniform } from './quads';
import { variant } from './unroll';

/** Enough for a few adapter threads that each run four invocations at once, few enough that the shares are soon added. */
const ENOUGH_THREADS = 256;

/** Without taps to share, 16 × 16 weights keep the reads of x and dy in balance. */
const QUADS_WITHOUT_TAPS = 4;

/** The gradient of a filter by threads that compute a block of weights each over a share of the pixels. */
export function filterGradientInRegisters(x: TensorInfo, dy: TensorInfo, stride: Stride, into: Filter, block: RegisterBlock): void {
  const { size, inputs, outputs } = into;
  const isFlat = size === 1 && stride === 1;
  const [, height, width] = isFlat ? flat(mapShape(x)) : mapShape(x);
  const [images, outHeight, outWidth] = isFlat ? flat(mapShape(dy)) : mapShape(dy);
  const { columns } = block;
  const inQuadsPerThread = size === 1 ? QUADS_WITHOUT_TAPS : 1;
  const outQuadsPerThread = size === 1 ? QUADS_WITHOUT_TAPS : block.quads;
  const spacing = size === 1 ? stride : 1;
  const reach = stride / spacing;
  const across = Math.ceil(outWidth / columns);
  const runs = images * outHeight * across;
  const inTiles = Math.ceil(inputs / (4 * inQuadsPerThread));
  const tiles = inTiles * Math.ceil(outputs / (4 * outQuadsPerThread));
  const perShare = Math.ceil(runs / Math.min(runs, Math.ceil(ENOUGH_THREADS / tiles)));
  const count = Math.ceil(runs / perShare);
  inShares(count, into, (shares, shareStride) => {
    const inQuadsOf = { VECTOR_X: inQuads(inputs), VECTOR_DY: inQuads(outputs), VECTOR_GRADIENT: filterInQuads(shares) };
    const text = [
      quadReader(0, 'x', inQuadsOf.VECTOR_X),
      quadReader(1, 'dy', inQuadsOf.VECTOR_DY),
      quadWriter(2, 'gradient', inQuadsOf.VECTOR_GRADIENT),
      shapeUniform(3),
      code,
    ].join('\n');
    dispatch({
      ...variant('filter gradient in registers', text, {
        ...inQuadsOf,
        THREADS: REGISTER_THREADS,
        COLUMNS: columns,
        IN_QUADS: inQuadsPerThread,
        OUT_QUADS: outQuadsPerThread,
        SIZE: size,
        PAD: (size - 1) / 2,
        STRIDE: stride,
        SPACING: spacing,
        REACH: reach,
        SEEN_COLUMNS: (columns - 1) * reach + size,
      }),
      bindings: [x, dy, shares.vector],
      uniforms: [
        ...[height, width, inputs, outHeight, outWidth, outputs],
        ...[across, runs, perShare, inTiles, tiles, tiles * count],
        ...[shares.offset, shares.rowStride, shareStride],
      ],
      workgroups: spread(Math.ceil((tiles * count) / REGISTER_THREADS)),
    });
  });
}
