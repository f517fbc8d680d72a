import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels';
import { allocate, dispatch, release } from './dispatch';
import { channelsOf, gridUniforms, reductionGrids, rowsOf, stripsOf, widthConstants, widthOf, workgroupsOf, type Grid } from './grid';
import gridCode from './grid.wgsl?raw';
import sumRowsCode from './sumRows.wgsl?raw';
import toEndCode from './sumRowsToEnd.wgsl?raw';
import toPartsCode from './sumRowsToParts.wgsl?raw';
import { writer } from './vectors';

function run(name: string, code: string, x: TensorInfo, grid: Grid, vector: TensorInfo, offset: number): void {
  const width = widthOf(channelsOf(x));
  dispatch({
    pass: { name, code: [gridCode, writer('sums', width), sumRowsCode, code].join('\n') },
    constants: widthConstants(width),
    bindings: [x, vector],
    uniforms: [...gridUniforms(grid), offset],
    workgroups: workgroupsOf(grid),
  });
}

/** See `Kernels.sumRows`. One pass where the rows are few, else two. */
export const sumRows: Kernels['sumRows'] = (x, { vector, offset }) => {
  const channels = channelsOf(x);
  const { strips, whole } = reductionGrids(rowsOf(x), channels / widthOf(channels));
  if (!strips) return run('sumRows', toEndCode, x, whole, vector, offset);
  const sums = allocate([stripsOf(strips), channels]);
  run('sumRows of strips', toPartsCode, x, strips, sums, 0);
  run('sumRows', toEndCode, sums, whole, vector, offset);
  release(sums);
};
