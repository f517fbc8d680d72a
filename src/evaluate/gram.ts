/** Inner products of rows in float64: in float32 a direction of no variance would show a thousandth of the largest one's deviation. */

/** A matrix [rows, columns], row by row. */
export interface Rows {
  values: Float32Array | Float64Array;
  rows: number;
  columns: number;
}

/** Numbers of a row that are summed at a time, so that the rows of a tile stay in the level-1 cache. */
const STRIP = 512;

/** X·Xᵀ [rows, rows]. Tiles of 2 × 4 rows keep their eight sums in registers. */
export function gramOfRows({ values, rows, columns }: Rows): Float64Array {
  const result = new Float64Array(rows * rows);
  for (let from = 0; from < columns; from += STRIP) {
    const until = Math.min(from + STRIP, columns);
    for (let i = 0; i < rows; i += 2) {
      for (let j = 0; j <= i + 1; j += 4) addTile(result, values, rows, columns, i, j, from, until);
    }
  }
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) result[j * rows + i] = result[i * rows + j]!;
  return result;
}

function addTile(result: Float64Array, x: Rows['values'], rows: number, columns: number, i: number, j: number, from: number, until: number): void {
  // Rows that do not exist are read as the last one, and not stored.
  const at = (row: number) => Math.min(row, rows - 1) * columns;
  const [a0, a1, b0, b1, b2, b3] = [at(i), at(i + 1), at(j), at(j + 1), at(j + 2), at(j + 3)];
  let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = from; k < until; k++) {
    const [x0, x1] = [x[a0 + k]!, x[a1 + k]!];
    const [y0, y1, y2, y3] = [x[b0 + k]!, x[b1 + k]!, x[b2 + k]!, x[b3 + k]!];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
  }
  [s00, s01, s02, s03].forEach((sum, column) => {
    if (j + column < rows) result[i * rows + j + column]! += sum;
  });
  if (i + 1 < rows) {
    [s10, s11, s12, s13].forEach((sum, column) => {
      if (j + column < rows) result[(i + 1) * rows + j + column]! += sum;
    });
  }
}

/** Xᵀ as rows. */
export function transposed({ values, rows, columns }: Rows): Rows {
  const result = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column]!;
  return { values: result, rows: columns, columns: rows };
}

/** X minus the mean of its rows. */
export function centred({ values, rows, columns }: Rows): Rows {
  const mean = new Float64Array(columns);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) mean[column]! += values[row * columns + column]! / rows;
  return { values: Float64Array.from(values, (value, index) => value - mean[index % columns]!), rows, columns };
}

/** The smaller of X·Xᵀ and Xᵀ·X, which have the same eigenvalues above 0, and its size. */
export function smallerGram(x: Rows): { gram: Float64Array; size: number } {
  const side = x.rows <= x.columns ? x : transposed(x);
  return { gram: gramOfRows(side), size: side.rows };
}
