/**
 * Where features lie on the unit sphere: alignment and uniformity (Wang and Isola 2020, arXiv 2005.10242, with α = 2 and
 * t = 2), and how far they have collapsed to one point. A row of zeros stays one.
 */
import { gramOfRows, type Rows } from './gram';

/** As torch.nn.functional.normalize has it. */
const NORM_FLOOR = 1e-12;

/** Rows divided by their length. */
export function unitRows({ values, rows, columns }: Rows): Rows {
  const result = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const [from, until] = [row * columns, (row + 1) * columns];
    let square = 0;
    for (let at = from; at < until; at++) square += values[at]! ** 2;
    const scale = 1 / Math.max(Math.sqrt(square), NORM_FLOOR);
    for (let at = from; at < until; at++) result[at] = values[at]! * scale;
  }
  return { values: result, rows, columns };
}

/** Mean squared distance of rows to their positives, both on the unit sphere: 0 … 4. */
export function alignment(x: Rows, positives: Rows): number {
  const [a, b] = [unitRows(x).values, unitRows(positives).values];
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at]! - b[at]!) ** 2;
  return sum / Math.max(x.rows, 1);
}

/** log mean exp(−2‖a − b‖²) over all pairs of rows on the unit sphere: −8 … 0, and about −4 where they are spread evenly. */
export function uniformity(x: Rows): number {
  return uniformityOf(gramOfRows(unitRows(x)), x.rows);
}

/** The same from the inner products [n, n] of the rows, whatever their lengths. 0 for a single row. */
export function uniformityOf(gram: Float64Array, rows: number): number {
  if (rows < 2) return 0;
  const squares = Float64Array.from({ length: rows }, (_, row) => Math.max(gram[row * rows + row]!, 0));
  const inverse = squares.map((square) => 1 / Math.max(Math.sqrt(square), NORM_FLOOR));
  const units = squares.map((square, row) => square * inverse[row]! ** 2);
  let sum = 0;
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      const distance = units[a]! + units[b]! - 2 * gram[a * rows + b]! * inverse[a]! * inverse[b]!;
      sum += Math.exp(-2 * Math.max(distance, 0));
    }
  }
  return Math.log(sum / ((rows * (rows - 1)) / 2));
}

/** Mean over the units of the unbiased deviation of rows on the unit sphere: 1/√D isotropic, 0 collapsed or for a single row. */
export function collapseDeviation(x: Rows): number {
  const { values, rows, columns } = unitRows(x);
  if (rows < 2) return 0;
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) for (let unit = 0; unit < columns; unit++, at++) mean[unit]! += values[at]! / rows;
  for (let row = 0, at = 0; row < rows; row++) for (let unit = 0; unit < columns; unit++, at++) square[unit]! += (values[at]! - mean[unit]!) ** 2;
  return square.reduce((sum, value) => sum + Math.sqrt(value / (rows - 1)), 0) / columns;
}

/** The same × √D: 1 isotropic, 0 collapsed, whatever the width. */
export function collapseLevel(x: Rows): number {
  return collapseDeviation(x) * Math.sqrt(x.columns);
}
