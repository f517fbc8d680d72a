/**
 * Statistics of batch normalisation: sums per strip of rows, shifted by a value of the strip, and the strips combined one by one,
 * so that a mean far larger than the deviation costs no digits.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels';
import { allocate, dispatch, release } from './dispatch';
import { channelsOf, gridUniforms, reductionGrids, rowsOf, stripBitsOf, stripsOf, widthConstants, widthOf, workgroupsOf, type Grid } from './grid';
import gridCode from './grid.wgsl?raw';
import momentsCode from './moments.wgsl?raw';
import ofPartsCode from './momentsOfParts.wgsl?raw';
import ofRowsCode from './momentsOfRows.wgsl?raw';
import toEndCode from './momentsToEnd.wgsl?raw';
import toPartsCode from './momentsToParts.wgsl?raw';
import { inOneVector } from './slices';
import { reader, writer } from './vectors';

/** See `Kernels.moments`. One pass where the rows are few, else two. */
export const moments: Kernels['moments'] = (x, epsilon, running) => {
  const [rows, channels] = [rowsOf(x), channelsOf(x)];
  const width = widthOf(channels);
  const constants = widthConstants(width);
  const { strips, whole } = reductionGrids(rows, channels / width);
  // Without running statistics, numbers that nobody reads are moved.
  const idle = running ? null : allocate([2 * channels]);
  const moved = running ? inOneVector([running.mean, running.variance]) : null;
  const vector = moved?.vector ?? idle!;
  const offsets = moved?.offsets ?? [0, channels];

  const uniforms = (grid: Grid) => [
    ...gridUniforms(grid),
    rows,
    ...(strips ? [strips.blockRows, stripBitsOf(strips)] : [rows, 0]),
    ...offsets,
    { float: running?.momentum ?? 0 },
    { float: epsilon },
  ];
  const result = allocate([2, channels]);
  const finish = (name: string, source: string, parts: readonly TensorInfo[]) =>
    dispatch({
      pass: { name, code: [gridCode, momentsCode, reader('running', width), writer('running', width), source, toEndCode].join('\n') },
      constants,
      bindings: [x, result, vector, ...parts],
      uniforms: uniforms(whole),
      workgroups: workgroupsOf(whole),
    });
  if (strips) {
    const parts = allocate([stripsOf(strips), 2, channels]);
    dispatch({
      pass: { name: 'moments of strips', code: [gridCode, momentsCode, ofRowsCode, toPartsCode].join('\n') },
      constants,
      bindings: [x, parts],
      uniforms: uniforms(strips),
      workgroups: workgroupsOf(strips),
    });
    finish('moments of parts', ofPartsCode, [parts]);
    release(parts);
  } else {
    finish('moments', ofRowsCode, []);
  }
  moved?.writeBack();
  moved?.free();
  if (idle) release(idle);
  return result;
};
