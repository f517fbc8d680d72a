import type { WorkgroupTile } from './candidates';
import { inQuads } from './correlation';
import type { Product } from './multiplyInRegisters';
import code from './multiplyOperands.wgsl?raw';
import { quadReader, quadWriter, shapeUniform } from './quads';
import { multiplyTiles } from './tiledProduct';

/** The product of matrices through workgroup memory. */
export function multiplyInTiles({ a, b, transposeA, transposeB, y, rows, inner, columns }: Product, tile: WorkgroupTile): void {
  const inQuadsOf = { VECTOR_A: inQuads(transposeA ? rows : inner), VECTOR_B: inQuads(transposeB ? inner : columns), VECTOR_Y: inQuads(columns) };
  multiplyTiles(
    {
      name: 'multiply',
      operands: [
        quadReader(0, 'a', inQuadsOf.VECTOR_A),
        quadReader(1, 'b', inQuadsOf.VECTOR_B),
        quadWriter(2, 'y', inQuadsOf.VECTOR_Y),
        shapeUniform(3),
        code,
      ],
      constants: { ...inQuadsOf, TRANSPOSE_A: transposeA, TRANSPOSE_B: transposeB },
      leftAlongInner: !transposeA,
      rightAlongInner: transposeB,
      rows,
      columns,
      parts: 1,
      bindings: [a, b, y],
      uniforms: [rows, inner, columns],
    },
    tile,
  );
}
