/** What a representation looks like from inside, all at once: a few hundred rows are read and multiplied with each other once. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { collapseLevel, uniformityOf } from './geometry';
import { gramOfRows } from './gram';
import { rankMe, rowsOf, sparsity, spectrumOf } from './representation';

/** Rows that an inspection should have at most; its time grows with their square times D, and their cube. */
export const INSIDE_ROWS = 256;

export interface InsideMetrics {
  rankMe: number;
  /** 1 isotropic, 0 collapsed. */
  collapse: number;
  uniformity: number;
  sparsity: number;
  /** Eigenvalues of the covariance, largest first; min(n, D). */
  spectrum: number[];
}

/** Inner products of rows from which their mean was taken, from those of the rows: (I − 11ᵀ/n)·G·(I − 11ᵀ/n). */
function centredGram(gram: Float64Array, rows: number): Float64Array {
  const means = Float64Array.from({ length: rows }, (_, row) => gram.subarray(row * rows, (row + 1) * rows).reduce((sum, value) => sum + value / rows, 0));
  const mean = means.reduce((sum, value) => sum + value / rows, 0);
  return gram.map((value, index) => value - means[Math.floor(index / rows)]! - means[index % rows]! + mean);
}

/** Of features [n, D], which stay the caller's; every figure is finite where the features are. */
export async function inside(features: Tensor2D): Promise<InsideMetrics> {
  const x = await rowsOf(features);
  const { rows, columns } = x;
  const most = Math.min(rows, columns);
  const gram = gramOfRows(x);
  const spectrum = spectrumOf(centredGram(gram, rows), rows, most);
  return {
    collapse: collapseLevel(x),
    uniformity: uniformityOf(gram, rows),
    sparsity: sparsity(x),
    spectrum: Array.from(spectrum, (value) => value / Math.max(rows - 1, 1)),
    rankMe: rankMe(spectrumOf(gram, rows, most).map(Math.sqrt)),
  };
}
