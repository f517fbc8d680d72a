/**
 * What VICReg and Barlow Twins share: statistics of the columns of two views, and products of K × K matrices of columns
 * replaced by products of Gram matrices of rows, which stay small where K is large: XᵀX and XXᵀ have the same squared norm, and
 * X·(XᵀX) = (XXᵀ)·X.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { allocate, dispatch, release } from './dispatch';
import { gridUniforms, wholeGrid, workgroupsOf, type Grid } from './grid';
import gridCode from './grid.wgsl?raw';
import { multiply } from './multiply';
import totalsCode from './rowTotals.wgsl?raw';
import twoViewsCode from './twoViews.wgsl?raw';
import columnsCode from './viewColumns.wgsl?raw';
import gramCode from './viewGram.wgsl?raw';

/** Over images and columns of z [2 images, columns]. */
export function viewGrid(z: TensorInfo): Grid {
  return wholeGrid(z.shape[0]! / 2, z.shape[1]!);
}

/** z centred, or normalised, per column and view; and the sums that viewColumns.wgsl describes, [columns, 4]. */
export function viewColumns(z: TensorInfo, normalized: boolean): [centred: TensorInfo, sums: TensorInfo] {
  const grid = viewGrid(z);
  const [centred, sums] = [allocate(z.shape), allocate([z.shape[1]!, 4])];
  dispatch({
    pass: { name: 'view columns', code: [gridCode, twoViewsCode, columnsCode].join('\n') },
    constants: { NORMALIZED: normalized },
    bindings: [z, centred, sums],
    uniforms: gridUniforms(grid),
    workgroups: workgroupsOf(grid),
  });
  return [centred, sums];
}

/**
 * Of two views X and Y above each other: XXᵀX over YYᵀY, and per image the squares in its rows of XXᵀ and YYᵀ. `swapped`: YYᵀX over
 * XXᵀY, and the products of XXᵀ with YYᵀ.
 */
export function gramProducts(views: TensorInfo, swapped: boolean): [products: TensorInfo, rowSums: TensorInfo] {
  const images = views.shape[0]! / 2;
  const gram = multiply(views, views, false, true);
  const rowSums = allocate([images]);
  dispatch({
    pass: { name: 'view Gram matrices', code: [totalsCode, gramCode].join('\n') },
    constants: { SWAPPED: swapped },
    bindings: [gram, rowSums],
    uniforms: [images],
    workgroups: [images, 1, 1],
  });
  const products = multiply(gram, views, false, false);
  release(gram);
  return [products, rowSums];
}

/** The pass that ends a loss: columns by a grid, and a workgroup more for the terms. */
export function finishLoss(name: string, code: string, bindings: readonly TensorInfo[], grid: Grid): void {
  const [x, y, z] = workgroupsOf(grid);
  dispatch({
    pass: { name, code: [gridCode, twoViewsCode, code].join('\n') },
    constants: {},
    bindings,
    uniforms: gridUniforms(grid),
    workgroups: [x, y + 1, z],
  });
}
