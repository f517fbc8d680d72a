import type { TensorInfo } from '@tensorflow/tfjs-core';
import { REGISTER_THREADS, type RegisterBlock } from './candidates';
import { inQuads } from './correlation';
import { dispatch, spread } from './dispatch';
import code from './multiply.wgsl?raw';
import { quadReader, quadWriter, shapeUniform } from './quads';
import { variant } from './unroll';

export interface Product {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly y: TensorInfo;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** The product of matrices by threads that compute a block of it each. */
export function multiplyInRegisters({ a, b, transposeA, transposeB, y, rows, inner, columns }: Product, block: RegisterBlock): void {
  const [rowQuads, columnQuads] = [block.rows / 4, block.quads];
  const down = Math.ceil(rows / (4 * rowQuads));
  const tiles = down * Math.ceil(columns / (4 * columnQuads));
  const inQuadsOf = { VECTOR_A: inQuads(transposeA ? rows : inner), VECTOR_B: inQuads(transposeB ? inner : columns), VECTOR_Y: inQuads(columns) };
  const text = [
    quadReader(0, 'a', inQuadsOf.VECTOR_A),
    quadReader(1, 'b', inQuadsOf.VECTOR_B),
    quadWriter(2, 'y', inQuadsOf.VECTOR_Y),
    shapeUniform(3),
    code,
  ].join('\n');
  dispatch({
    ...variant('multiply in registers', text, {
      ...inQuadsOf,
      THREADS: REGISTER_THREADS,
      ROW_QUADS: rowQuads,
      COLUMN_QUADS: columnQuads,
      TRANSPOSE_A: transposeA,
      TRANSPOSE_B: transposeB,
    }),
    bindings: [a, b, y],
    uniforms: [rows, inner, columns, down, tiles],
    workgroups: spread(Math.ceil(tiles / REGISTER_THREADS)),
  });
}
