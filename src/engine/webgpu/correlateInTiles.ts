import type { WorkgroupTile } from './candidates';
import code from './correlateOperands.wgsl?raw';
import { filterInQuads, inQuads, mapShape, type Correlation } from './correlation';
import { quadReader, quadWriter, shapeUniform } from './quads';
import { multiplyTiles } from './tiledProduct';

/** The correlation as a product of matrices, pixels × (taps and channels) × channels, through workgroup memory. */
export function correlateInTiles({ x, y, filter, transposed, stride, spread, add, bias }: Correlation, tile: WorkgroupTile): void {
  const [images, height, width, channels] = mapShape(x);
  const [, mapHeight, mapWidth, columns] = mapShape(y);
  const [outHeight, outWidth] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const { size } = filter;
  const rows = images * outHeight * outWidth;
  const inQuadsOf = { VECTOR_X: inQuads(channels), VECTOR_FILTER: filterInQuads(filter), VECTOR_Y: inQuads(columns) };
  multiplyTiles(
    {
      name: 'correlate',
      operands: [
        quadReader(0, 'x', inQuadsOf.VECTOR_X),
        quadReader(1, 'weights', inQuadsOf.VECTOR_FILTER),
        quadWriter(2, 'y', inQuadsOf.VECTOR_Y, add),
        ...(bias ? [quadReader(3, 'bias', false)] : []),
        shapeUniform(bias ? 4 : 3),
        code,
      ],
      constants: {
        ...inQuadsOf,
        SIZE: size,
        PAD: (size - 1) / 2,
        STRIDE: stride,
        SPREAD: spread,
        CLEAR: spread > 1 && !add,
        ADD: add,
        BIAS: bias !== null,
        TRANSPOSED: transposed,
      },
      leftAlongInner: true,
      rightAlongInner: transposed,
      rows,
      columns,
      parts: 1,
      bindings: [x, filter.vector, y, ...(bias ? [bias.vector] : [])],
      uniforms: [
        ...[rows, columns, size * size * channels],
        ...[height, width, channels, outHeight, outWidth],
        ...[filter.offset, filter.rowStride, filter.inputs],
        bias?.offset ?? 0,
        ...[mapHeight, mapWidth],
      ],
    },
    tile,
  );
}
