import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter, Stride } from '../kernels/kernels';
import { inShares } from './addShares';
import type { WorkgroupTile } from './candidates';
import { filterInQuads, inQuads, mapShape } from './correlation';
import code from './filterGradientOperands.wgsl?raw';
import { quadReader, quadWriter, shapeUniform } from './quads';
import { multiplyTiles, tilesOf } from './tiledProduct';

/** Workgroups that keep a large GPU busy. */
const ENOUGH_WORKGROUPS = 512;

/** A share of fewer pixels would cost more to add than to compute. */
const LEAST_PER_SHARE = 128;

/** The gradient of a filter as a product of matrices, (taps and inputs) × pixels × outputs, through workgroup memory. */
export function filterGradientInTiles(x: TensorInfo, dy: TensorInfo, stride: Stride, into: Filter, tile: WorkgroupTile): void {
  const { size, inputs, outputs } = into;
  const [images, height, width] = mapShape(x);
  const [, outHeight, outWidth] = mapShape(dy);
  const [rows, columns, inner] = [size * size * inputs, outputs, images * outHeight * outWidth];
  const wanted = Math.ceil(ENOUGH_WORKGROUPS / tilesOf(rows, columns, tile));
  const perShare = Math.max(LEAST_PER_SHARE, Math.ceil(inner / wanted));
  const count = Math.ceil(inner / perShare);
  inShares(count, into, (shares, shareStride) => {
    const inQuadsOf = { VECTOR_X: inQuads(inputs), VECTOR_DY: inQuads(outputs), VECTOR_GRADIENT: filterInQuads(shares) };
    multiplyTiles(
      {
        name: 'filter gradient',
        operands: [
          quadReader(0, 'x', inQuadsOf.VECTOR_X),
          quadReader(1, 'dy', inQuadsOf.VECTOR_DY),
          quadWriter(2, 'gradient', inQuadsOf.VECTOR_GRADIENT),
          shapeUniform(3),
          code,
        ],
        constants: { ...inQuadsOf, SIZE: size, PAD: (size - 1) / 2, STRIDE: stride },
        leftAlongInner: false,
        rightAlongInner: false,
        rows,
        columns,
        parts: count,
        bindings: [x, dy, shares.vector],
        uniforms: [
          ...[rows, columns, inner, perShare],
          ...[height, width, inputs, outHeight, outWidth],
          ...[shares.offset, shares.rowStride, shareStride],
        ],
      },
      tile,
    );
  });
}
