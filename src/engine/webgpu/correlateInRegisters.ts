import { REGISTER_THREADS, type RegisterBlock } from './candidates';
import code from './correlate.wgsl?raw';
import { filterInQuads, flat, inQuads, mapShape, type Correlation } from './correlation';
import { dispatch, spread as spreadOut } from './dispatch';
import { quadReader, quadWriter, shapeUniform } from './quads';
import { variant } from './unroll';

/** The correlation by threads that compute a block of pixels and channels each, without workgroup memory. */
export function correlateInRegisters({ x, y, filter, transposed, stride, spread, add, bias }: Correlation, block: RegisterBlock): void {
  const { size } = filter;
  const isFlat = size === 1 && stride === 1 && spread === 1;
  const [images, height, width, channels] = isFlat ? flat(mapShape(x)) : mapShape(x);
  const [, mapHeight, mapWidth, outChannels] = isFlat ? flat(mapShape(y)) : mapShape(y);
  const [outHeight, outWidth] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const { quads } = block;
  const [rows, columns] = isFlat ? [1, block.rows * block.columns] : [block.rows, block.columns];
  // A 1×1 filter passes over the pixels between strides, others read a patch without gaps.
  const spacing = size === 1 ? stride : 1;
  const reach = stride / spacing;
  const [across, down] = [Math.ceil(outWidth / columns), Math.ceil(outHeight / rows)];
  const perQuads = images * across * down;
  const tiles = perQuads * Math.ceil(outChannels / (4 * quads));
  const inQuadsOf = { VECTOR_X: inQuads(channels), VECTOR_FILTER: filterInQuads(filter), VECTOR_Y: inQuads(outChannels) };
  const text = [
    quadReader(0, 'x', inQuadsOf.VECTOR_X),
    quadReader(1, 'weights', inQuadsOf.VECTOR_FILTER),
    quadWriter(2, 'y', inQuadsOf.VECTOR_Y, add),
    ...(bias ? [quadReader(3, 'bias', false)] : []),
    shapeUniform(bias ? 4 : 3),
    code,
  ].join('\n');
  dispatch({
    ...variant('correlate in registers', text, {
      ...inQuadsOf,
      THREADS: REGISTER_THREADS,
      ROWS: rows,
      COLUMNS: columns,
      QUADS: quads,
      SIZE: size,
      PAD: (size - 1) / 2,
      STRIDE: stride,
      SPACING: spacing,
      REACH: reach,
      SEEN_COLUMNS: (columns - 1) * reach + size,
      SPREAD: spread,
      CLEAR: spread > 1 && !add,
      ADD: add,
      BIAS: bias !== null,
      TRANSPOSED: transposed,
    }),
    bindings: [x, filter.vector, y, ...(bias ? [bias.vector] : [])],
    uniforms: [
      ...[height, width, channels, outHeight, outWidth, outChannels],
      ...[filter.offset, filter.rowStride, filter.inputs],
      bias?.offset ?? 0,
      ...[across, down, perQuads, tiles],
      ...[mapHeight, mapWidth],
    ],
    workgroups: spreadOut(Math.ceil(tiles / REGISTER_THREADS)),
  });
}
