import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WorkgroupTile } from './candidates';
import { dispatch, spread } from './dispatch';
import code from './tiledProduct.wgsl?raw';
import { variant, type Constants } from './unroll';

/** Numbers along the inner dimension that a tile holds at once. */
const SLICE = 16;

export interface TiledProduct {
  readonly name: string;
  /** WGSL texts of the operands: see tiledProduct.wgsl. */
  readonly operands: readonly string[];
  readonly constants: Constants;
  readonly leftAlongInner: boolean;
  readonly rightAlongInner: boolean;
  readonly rows: number;
  readonly columns: number;
  /** Products of their own in one dispatch. */
  readonly parts: number;
  readonly bindings: readonly TensorInfo[];
  /** Of struct Shape, behind `down` and `tiles`. */
  readonly uniforms: readonly number[];
}

/** Half as wide for results that a half holds, as those of a network's first layers. */
function fitted({ tileRows, tileColumns, blockRows, blockColumns }: WorkgroupTile, columns: number): WorkgroupTile {
  if (columns > tileColumns / 2) return { tileRows, tileColumns, blockRows, blockColumns };
  return { tileRows, tileColumns: tileColumns / 2, blockRows, blockColumns: Math.max(4, blockColumns / 2) };
}

/** Workgroups per part. */
export function tilesOf(rows: number, columns: number, tile: WorkgroupTile): number {
  const { tileRows, tileColumns } = fitted(tile, columns);
  return Math.ceil(rows / tileRows) * Math.ceil(columns / tileColumns);
}

/** A product of matrices through workgroup memory. */
export function multiplyTiles(product: TiledProduct, tile: WorkgroupTile): void {
  const { tileRows, tileColumns, blockRows, blockColumns } = fitted(tile, product.columns);
  const threads = (tileRows / blockRows) * (tileColumns / blockColumns);
  const tiles = tilesOf(product.rows, product.columns, tile);
  const [across, along] = spread(tiles);
  dispatch({
    ...variant(`${product.name} in tiles`, [...product.operands, code].join('\n'), {
      ...product.constants,
      THREADS: threads,
      SLICE,
      TILE_ROWS: tileRows,
      TILE_COLUMNS: tileColumns,
      BLOCK_ROWS: blockRows,
      BLOCK_COLUMNS: blockColumns,
      LEFT_LOADS: (tileRows * SLICE) / 4 / threads,
      RIGHT_LOADS: (tileColumns * SLICE) / 4 / threads,
      LEFT_ALONG_INNER: product.leftAlongInner,
      RIGHT_ALONG_INNER: product.rightAlongInner,
    }),
    bindings: product.bindings,
    uniforms: [Math.ceil(product.rows / tileRows), tiles, ...product.uniforms],
    workgroups: [across, along, product.parts],
  });
}
