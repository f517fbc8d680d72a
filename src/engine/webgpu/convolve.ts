import type { Kernels } from '../kernels/kernels';
import { candidate, isTile, type Candidate } from './candidates';
import { correlateInRegisters } from './correlateInRegisters';
import { correlateInTiles } from './correlateInTiles';
import { mapShape, type Correlation } from './correlation';
import { allocate } from './dispatch';

/** By blocks or by tiles, as was chosen for the kernel. */
export function correlate(correlation: Correlation, chosen: Candidate): void {
  if (isTile(chosen)) correlateInTiles(correlation, chosen);
  else correlateInRegisters(correlation, chosen);
}

/** See kernels.ts. */
export const convolve: Kernels['convolve'] = (x, filter, stride, bias) => {
  const [images, height, width] = mapShape(x);
  const y = allocate([images, Math.ceil(height / stride), Math.ceil(width / stride), filter.outputs]);
  correlate({ x, y, filter, transposed: false, stride, spread: 1, add: false, bias }, candidate('convolve'));
  return y;
};
