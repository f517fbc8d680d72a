/**
 * Ridge regression of class indicators on few rows in closed form, by inner products of the rows. Its penalty is the one whose
 * leave-one-out error is least, which costs nothing beyond the fit: with A = K + λI and α = A⁻¹Y, the error of row i without row i
 * is αᵢ / ((A⁻¹)ᵢᵢ − 1/(nλ)), an unpenalised intercept included. Pure, float64.
 */

/** Times the mean eigenvalue of the inner products, so that widths and scales of features are treated alike. */
const PENALTIES = [0.01, 0.1, 1, 10];

export interface DualFit {
  /** [rows, classes] row by row: what each centred row adds to the weights. */
  alpha: Float64Array;
  /** [classes]: share of each class. */
  shares: Float64Array;
  /** λ, as added to the diagonal. */
  penalty: number;
}

/** `gram` [n, n]: inner products of rows whose mean was taken from them. Labels are 0 … classes − 1. */
export function fitLeavingOneOut(gram: ArrayLike<number>, labels: ArrayLike<number>, classes: number): DualFit {
  const rows = labels.length;
  const targets = new Float64Array(rows * classes);
  const shares = new Float64Array(classes);
  for (let row = 0; row < rows; row++) shares[labels[row]!]! += 1 / rows;
  for (let row = 0; row < rows; row++) for (let column = 0; column < classes; column++) targets[row * classes + column] = Number(labels[row] === column) - shares[column]!;
  let trace = 0;
  for (let row = 0; row < rows; row++) trace += gram[row * rows + row]!;
  const scale = trace > 0 ? trace / rows : 1;
  const fits = PENALTIES.map((relative) => fitAt(gram, targets, rows, classes, relative * scale));
  const best = fits.reduce((least, fit) => (fit.error < least.error ? fit : least));
  return { alpha: best.alpha, shares, penalty: best.penalty };
}

function fitAt(gram: ArrayLike<number>, targets: Float64Array, rows: number, classes: number, penalty: number) {
  const inverse = inverseFactor(gram, rows, penalty);
  const alpha = new Float64Array(rows * classes);
  const halfway = new Float64Array(rows);
  for (let column = 0; column < classes; column++) {
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += inverse[i * rows + j]! * targets[j * classes + column]!;
      halfway[i] = sum;
    }
    for (let i = 0; i < rows; i++) for (let j = 0; j <= i; j++) alpha[j * classes + column]! += inverse[i * rows + j]! * halfway[i]!;
  }
  let error = 0;
  for (let row = 0; row < rows; row++) {
    let diagonal = 0;
    for (let i = row; i < rows; i++) diagonal += inverse[i * rows + row]! ** 2;
    const left = diagonal - 1 / (rows * penalty);
    for (let column = 0; column < classes; column++) error += (alpha[row * classes + column]! / left) ** 2;
  }
  return { alpha, penalty, error };
}

/** L⁻¹, lower triangular, of the Cholesky factor of K + λI = L·Lᵀ. Positive definite for λ > 0 well above rounding. */
function inverseFactor(gram: ArrayLike<number>, size: number, penalty: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram[i * size + j]! + (i === j ? penalty : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const pivot = factor[i * size + i]!;
    // Row i of L⁻¹ from the rows above it, so that memory is read in order.
    for (let k = 0; k < i; k++) {
      const weight = factor[i * size + k]! / pivot;
      for (let j = 0; j <= k; j++) inverse[i * size + j]! -= weight * inverse[k * size + j]!;
    }
    inverse[i * size + i] = 1 / pivot;
  }
  return inverse;
}
