import type { Kernels } from '../kernels/kernels';
import { candidate, isTile } from './candidates';
import { correlate } from './convolve';
import { allocate } from './dispatch';
import { stridedGradientInRegisters } from './stridedGradientInRegisters';
import { stridedGradientInTiles } from './stridedGradientInTiles';

/** See kernels.ts. */
export const convolveInputGradient: Kernels['convolveInputGradient'] = (dy, filter, stride, [height, width], addTo) => {
  const dx = addTo ?? allocate([dy.shape[0]!, height, width, filter.inputs]);
  const add = addTo !== null;
  const chosen = candidate('convolveInputGradient');
  if (stride === 2 && filter.size === 3) {
    if (isTile(chosen)) stridedGradientInTiles(dy, filter, dx, add, chosen);
    else stridedGradientInRegisters(dy, filter, dx, add, chosen);
  } else {
    correlate({ x: dy, y: dx, filter, transposed: true, stride: 1, spread: stride, add, bias: null }, chosen);
  }
  return add ? null : dx;
};
