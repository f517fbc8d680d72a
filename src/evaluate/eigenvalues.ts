/**
 * Eigenvalues of a symmetric matrix without its eigenvectors: Householder's reduction to tridiagonal form and the implicit QL
 * iteration (Golub and Van Loan 2013, sections 8.3.1 and 8.3.3). A tenth of the time of a full decomposition.
 */

/** Iterations per eigenvalue; two are usual. */
const MOST_ITERATIONS = 60;

/** `matrix` [size, size] row by row, of which the lower half is read; it is overwritten. Largest first. */
export function eigenvaluesOf(matrix: Float64Array, size: number): Float64Array {
  if (size === 0) return new Float64Array(0);
  const { diagonal, below } = tridiagonal(matrix, size);
  diagonalize(diagonal, below);
  return diagonal.sort().reverse();
}

interface Tridiagonal {
  diagonal: Float64Array;
  /** below[i] stands between diagonal[i] and diagonal[i + 1]; the last is 0. */
  below: Float64Array;
}

/** Rows from the last on are reflected onto their last entry before the diagonal, I − v·vᵀ/h from both sides. */
function tridiagonal(a: Float64Array, size: number): Tridiagonal {
  const diagonal = new Float64Array(size);
  const below = new Float64Array(size);
  const product = new Float64Array(size);
  for (let row = size - 1; row >= 1; row--) {
    const v = a.subarray(row * size, row * size + row);
    const last = v[row - 1]!;
    let others = 0;
    for (let i = 0; i < row - 1; i++) others += v[i]! * v[i]!;
    diagonal[row] = a[row * size + row]!;
    // Already in form.
    if (others === 0) {
      below[row - 1] = last;
      continue;
    }
    const square = others + last * last;
    const norm = last >= 0 ? -Math.sqrt(square) : Math.sqrt(square);
    below[row - 1] = norm;
    const h = square - last * norm;
    v[row - 1] = last - norm;
    // p = A·v / h, from the lower half.
    product.fill(0, 0, row);
    for (let i = 0; i < row; i++) {
      const from = i * size;
      let sum = 0;
      const own = v[i]!;
      for (let j = 0; j < i; j++) {
        sum += a[from + j]! * v[j]!;
        product[j]! += a[from + j]! * own;
      }
      product[i]! += sum + a[from + i]! * own;
    }
    let along = 0;
    for (let i = 0; i < row; i++) {
      product[i]! /= h;
      along += product[i]! * v[i]!;
    }
    // A − v·qᵀ − q·vᵀ with q = p − (p·v / 2h)·v.
    for (let i = 0; i < row; i++) product[i]! -= (along / (2 * h)) * v[i]!;
    for (let i = 0; i < row; i++) {
      const from = i * size;
      const [vi, qi] = [v[i]!, product[i]!];
      for (let j = 0; j <= i; j++) a[from + j]! -= vi * product[j]! + qi * v[j]!;
    }
  }
  diagonal[0] = a[0]!;
  return { diagonal, below };
}

/** Leaves the eigenvalues on the diagonal, in no order. */
function diagonalize(diagonal: Float64Array, below: Float64Array): void {
  const size = diagonal.length;
  for (let first = 0; first < size; first++) {
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      let end = first;
      while (end < size - 1 && Math.abs(below[end]!) > Number.EPSILON * (Math.abs(diagonal[end]!) + Math.abs(diagonal[end + 1]!))) end++;
      if (end === first) break;
      sweep(diagonal, below, first, end);
    }
  }
}

/** One implicit QL step with Wilkinson's shift on the block first … end, from its end up. */
function sweep(diagonal: Float64Array, below: Float64Array, first: number, end: number): void {
  const half = (diagonal[first + 1]! - diagonal[first]!) / (2 * below[first]!);
  const root = Math.hypot(half, 1);
  let g = diagonal[end]! - diagonal[first]! + below[first]! / (half + (half >= 0 ? root : -root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = end - 1; i >= first; i--) {
    const f = sine * below[i]!;
    const b = cosine * below[i]!;
    const r = Math.hypot(f, g);
    below[i + 1] = r;
    if (r === 0) {
      // The block falls apart here.
      diagonal[i + 1]! -= shift;
      below[end] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = diagonal[i + 1]! - shift;
    const turned = (diagonal[i]! - g) * sine + 2 * cosine * b;
    shift = sine * turned;
    diagonal[i + 1] = g + shift;
    g = cosine * turned - b;
  }
  diagonal[first]! -= shift;
  below[first] = g;
  below[end] = 0;
}
