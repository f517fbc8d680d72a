import type { Kernels } from '../kernels/kernels';
import { allocate, release } from './dispatch';
import { finishLoss, gramProducts, viewColumns, viewGrid } from './twoViews';
import vicregCode from './vicreg.wgsl?raw';

/** See `Kernels.vicreg`. Three passes and two products. */
export const vicreg: Kernels['vicreg'] = (z) => {
  const [centred, sums] = viewColumns(z, false);
  const [products, rowSums] = gramProducts(centred, false);
  const [terms, gradient] = [allocate([4]), allocate(z.shape)];
  finishLoss('vicreg', vicregCode, [z, centred, sums, products, rowSums, gradient, terms], viewGrid(z));
  release(centred, sums, products, rowSums);
  return [terms, gradient];
};
