/**
 * LiDAR (Thilak et al. 2023, arXiv 2312.04000): the effective rank of what differs between images, measured against what
 * differs between views of one image: eigenvalues of (within + δI)⁻¹ · between. Like RankMe, but noise does not count.
 */
import { centred, gramOfRows, smallerGram, transposed, type Rows } from './gram';
import { effectiveCount, spectrumOf } from './representation';

/** δ, which keeps the scatter within images invertible. */
const WITHIN_FLOOR = 1e-4;
const EPSILON = 1e-8;
/** A pivot below this share of the largest is rounding. */
const PIVOT_FLOOR = 1e-14;

/** L with L·Lᵀ = the matrix [size, size], whose lower half is read; columns of no pivot are zero. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const l = new Float64Array(size * size);
  let largest = 0;
  for (let row = 0; row < size; row++) largest = Math.max(largest, matrix[row * size + row]!);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= l[row * size + k]! * l[column * size + k]!;
      if (column === row) l[row * size + row] = sum > PIVOT_FLOOR * largest ? Math.sqrt(sum) : 0;
      else l[row * size + column] = l[column * size + column]! > 0 ? sum / l[column * size + column]! : 0;
    }
  }
  return l;
}

/** L⁻¹ of every row. */
function solved(l: Float64Array, { values, rows, columns }: Rows): Rows {
  const result = Float64Array.from(values);
  for (let row = 0; row < rows; row++) {
    const y = result.subarray(row * columns, (row + 1) * columns);
    for (let i = 0; i < columns; i++) {
      for (let k = 0; k < i; k++) y[i]! -= l[i * columns + k]! * y[k]!;
      y[i]! /= l[i * columns + i]!;
    }
  }
  return { values: result, rows, columns };
}

/** Means of `views` rows each, and what the rows deviate from them. */
function split({ values, rows, columns }: Rows, views: number): { means: Rows; within: Rows } {
  const images = rows / views;
  const means = new Float64Array(images * columns);
  const place = (row: number) => Math.floor(row / views) * columns;
  for (let row = 0, at = 0; row < rows; row++) for (let unit = 0; unit < columns; unit++, at++) means[place(row) + unit]! += values[at]! / views;
  const deviations = new Float64Array(values.length);
  for (let row = 0, at = 0; row < rows; row++) for (let unit = 0; unit < columns; unit++, at++) deviations[at] = values[at]! - means[place(row) + unit]!;
  return { means: { values: means, rows: images, columns }, within: { values: deviations, rows, columns } };
}

/**
 * Of features [images · views, D] in which the views of an image follow each other. Scatter within images is divided by
 * images · (views − 1), scatter between their means by images − 1. 1 … images − 1; 0 where no image differs from another.
 *
 * Distances are all that matters, so where D exceeds the rows, these are first written in as few coordinates as they
 * have: the rows of L with L·Lᵀ = X·Xᵀ. The other units then have eigenvalue 0.
 */
export function lidar(features: Rows, views: number): number {
  const { rows, columns } = features;
  const isWide = columns > rows;
  const x: Rows = isWide ? { values: cholesky(gramOfRows(features), rows), rows, columns: rows } : features;
  const { means, within } = split(x, views);
  const size = x.columns;
  const scatter = gramOfRows(transposed(within)).map((value) => value / Math.max(rows - means.rows, 1));
  for (let unit = 0; unit < size; unit++) scatter[unit * size + unit]! += WITHIN_FLOOR;
  const { gram, size: count } = smallerGram(solved(cholesky(scatter, size), centred(means)));
  const eigenvalues = new Float64Array(columns);
  eigenvalues.set(spectrumOf(gram, count).map((value) => value / Math.max(means.rows - 1, 1)));
  return effectiveCount(eigenvalues, EPSILON);
}
