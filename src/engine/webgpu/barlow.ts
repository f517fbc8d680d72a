import type { Kernels } from '../kernels/kernels';
import barlowCode from './barlow.wgsl?raw';
import { allocate, release } from './dispatch';
import { finishLoss, gramProducts, viewColumns, viewGrid } from './twoViews';

/** See `Kernels.barlow`. Three passes and two products. */
export const barlow: Kernels['barlow'] = (z) => {
  const [normalized, sums] = viewColumns(z, true);
  const [products, rowSums] = gramProducts(normalized, true);
  const [terms, gradient] = [allocate([3]), allocate(z.shape)];
  finishLoss('barlow', barlowCode, [normalized, sums, products, rowSums, gradient, terms], viewGrid(z));
  release(normalized, sums, products, rowSums);
  return [terms, gradient];
};
