import type { Kernels } from '../kernels/kernels';
import { candidate, isTile } from './candidates';
import { filterGradientInRegisters } from './filterGradientInRegisters';
import { filterGradientInTiles } from './filterGradientInTiles';

/** See kernels.ts. */
export const convolveFilterGradient: Kernels['convolveFilterGradient'] = (x, dy, stride, into) => {
  const chosen = candidate('convolveFilterGradient');
  if (isTile(chosen)) filterGradientInTiles(x, dy, stride, into, chosen);
  else filterGradientInRegisters(x, dy, stride, into, chosen);
};
