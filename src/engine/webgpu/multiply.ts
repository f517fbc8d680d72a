import type { Kernels } from '../kernels/kernels';
import { candidate, isTile } from './candidates';
import { allocate } from './dispatch';
import { multiplyInRegisters } from './multiplyInRegisters';
import { multiplyInTiles } from './multiplyInTiles';

/** See kernels.ts. */
export const multiply: Kernels['multiply'] = (a, b, transposeA, transposeB) => {
  const [rows, inner] = transposeA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
  const columns = b.shape[transposeB ? 0 : 1]!;
  const y = allocate([rows, columns]);
  const product = { a, b, transposeA, transposeB, y, rows, inner, columns };
  const chosen = candidate('multiply');
  if (isTile(chosen)) multiplyInTiles(product, chosen);
  else multiplyInRegisters(product, chosen);
  return y;
};
