import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter } from '../kernels/kernels';
import { REGISTER_THREADS, type RegisterBlock } from './candidates';
import { filterInQuads, inQuads, mapShape } from './correlation';
import { dispatch, spread } from './dispatch';
import { quadReader, quadWriter, shapeUniform } from './quads';
import code from './stridedGradient.wgsl?raw';
import { variant } from './unroll';

/** Writes the input gradient of a 3×3 convolution at stride 2 to dx, or adds it, by blocks that hold as many numbers as `block`. */
export function stridedGradientInRegisters(dy: TensorInfo, filter: Filter, dx: TensorInfo, add: boolean, block: RegisterBlock): void {
  const [images, height, width, outputs] = mapShape(dy);
  const [, mapHeight, mapWidth, inputs] = mapShape(dx);
  // Of dy, with four pixels of dx each: half as many rows and half as many channels, since sums are as many then.
  const [rows, columns, quads] = [block.rows / 2, block.columns, block.quads / 2];
  const [across, down] = [Math.ceil(width / columns), Math.ceil(height / rows)];
  const perQuads = images * across * down;
  const tiles = perQuads * Math.ceil(inputs / (4 * quads));
  const inQuadsOf = { VECTOR_DY: inQuads(outputs), VECTOR_FILTER: filterInQuads(filter), VECTOR_DX: inQuads(inputs) };
  const text = [
    quadReader(0, 'dy', inQuadsOf.VECTOR_DY),
    quadReader(1, 'weights', inQuadsOf.VECTOR_FILTER),
    quadWriter(2, 'dx', inQuadsOf.VECTOR_DX, add),
    shapeUniform(3),
    code,
  ].join('\n');
  dispatch({
    ...variant('strided input gradient in registers', text, {
      ...inQuadsOf,
      THREADS: REGISTER_THREADS,
      ROWS: rows,
      COLUMNS: columns,
      QUADS: quads,
      SEEN_ROWS: rows + 1,
      SEEN_COLUMNS: columns + 1,
      ADD: add,
    }),
    bindings: [dy, filter.vector, dx],
    uniforms: [height, width, outputs, mapHeight, mapWidth, inputs, filter.offset, filter.rowStride, across, down, perQuads, tiles],
    workgroups: spread(Math.ceil(tiles / REGISTER_THREADS)),
  });
}
