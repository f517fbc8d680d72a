import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter } from '../kernels/kernels';
import type { WorkgroupTile } from './candidates';
import { filterInQuads, inQuads, mapShape } from './correlation';
import { quadReader, quadWriter, shapeUniform } from './quads';
import code from './stridedGradientOperands.wgsl?raw';
import { multiplyTiles } from './tiledProduct';

/** Writes the input gradient of a 3×3 convolution at stride 2 to dx, or adds it, through workgroup memory. */
export function stridedGradientInTiles(dy: TensorInfo, filter: Filter, dx: TensorInfo, add: boolean, tile: WorkgroupTile): void {
  const [images, height, width, outputs] = mapShape(dy);
  const [, mapHeight, mapWidth, columns] = mapShape(dx);
  const rows = images * height * width;
  const inQuadsOf = { VECTOR_DY: inQuads(outputs), VECTOR_FILTER: filterInQuads(filter), VECTOR_DX: inQuads(columns) };
  multiplyTiles(
    {
      name: 'strided input gradient',
      operands: [
        quadReader(0, 'dy', inQuadsOf.VECTOR_DY),
        quadReader(1, 'weights', inQuadsOf.VECTOR_FILTER),
        quadWriter(2, 'dx', inQuadsOf.VECTOR_DX, add),
        shapeUniform(3),
        code,
      ],
      constants: { ...inQuadsOf, ADD: add },
      leftAlongInner: true,
      rightAlongInner: true,
      rows,
      columns,
      parts: 4,
      bindings: [dy, filter.vector, dx],
      uniforms: [rows, columns, height, width, outputs, mapHeight, mapWidth, filter.offset, filter.rowStride],
    },
    tile,
  );
}
