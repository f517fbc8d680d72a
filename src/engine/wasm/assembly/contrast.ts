/** NT-Xent row by row; the products between the rows are those of gather.ts and outer.ts. Its definition: plainLosses.ts. */
import { exponentials } from './exponential';
import { FLOAT, loadUpTo4, madd, storeUpTo4, total, zero } from './simd';

/** Keeps 1/‖z‖ finite for a row of zeros. */
const SQUARED_NORM_FLOOR: f32 = 1e-12;

@unmanaged
export class Contrast {
  /** [views, columns]. */
  z: usize;
  views: i32;
  columns: i32;
  temperature: f32;
  /** z / ‖z‖. */
  unit: usize;
  /** [views]: 1 / ‖z‖. */
  inverse: usize;
  /** [views, views]: unit · unitᵀ; then what each row adds to the gradient of the others, times views · temperature. */
  similarities: usize;
  /** [views, 3]: logit of the partner, highest logit, sum of e^(logit − highest). */
  terms: usize;
  /** The two products of those shares with the unit rows. */
  along: usize;
  across: usize;
  gradient: usize;
  rowsOfChunk: i32;
}

function dot(a: usize, b: usize, length: i32): f32 {
  let sum = zero();
  for (let index = 0; index < length; index += 4) {
    const left = length - index;
    sum = madd(loadUpTo4(a + FLOAT * index, left), loadUpTo4(b + FLOAT * index, left), sum);
  }
  return total(sum);
}

function scaleRow(to: usize, from: usize, length: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (let index = 0; index < length; index += 4) {
    const left = length - index;
    storeUpTo4(to + FLOAT * index, f32x4.mul(loadUpTo4(from + FLOAT * index, left), factors), left);
  }
}

export function unitRowsChunk(chunk: i32, job: Contrast): void {
  const first = chunk * job.rowsOfChunk;
  for (let view = first; view < min(first + job.rowsOfChunk, job.views); view++) {
    const row = FLOAT * view * job.columns;
    const inverse: f32 = 1 / sqrt<f32>(max<f32>(dot(job.z + row, job.z + row, job.columns), SQUARED_NORM_FLOOR));
    store<f32>(job.inverse + FLOAT * view, inverse);
    scaleRow(job.unit + row, job.z + row, job.columns, inverse);
  }
}

/** Softmax of a row's logits without itself, less 1 at its partner. */
export function sharesChunk(chunk: i32, job: Contrast): void {
  const views = job.views;
  const first = chunk * job.rowsOfChunk;
  for (let view = first; view < min(first + job.rowsOfChunk, views); view++) {
    const row = job.similarities + FLOAT * view * views;
    const partner = row + FLOAT * ((view + views / 2) % views);
    scaleRow(row, row, views, <f32>1 / job.temperature);
    store<f32>(row + FLOAT * view, -Infinity);
    const terms = job.terms + 12 * view;
    store<f32>(terms, load<f32>(partner));
    let highest = load<f32>(row);
    for (let other = 1; other < views; other++) highest = max(highest, load<f32>(row + FLOAT * other));
    store<f32>(terms, highest, 4);
    const sum = exponentials(row, highest, views);
    // The floor of `exponential` left a trace of the row itself.
    const own = load<f32>(row + FLOAT * view);
    store<f32>(row + FLOAT * view, 0);
    store<f32>(terms, sum - own, 8);
    scaleRow(row, row, views, <f32>1 / (sum - own));
    store<f32>(partner, load<f32>(partner) - 1);
  }
}

/** ∂total/∂z: what the unit rows get, less its part along them, over the norm. */
export function contrastGradientChunk(chunk: i32, job: Contrast): void {
  const columns = job.columns;
  const scale = f32x4.splat(<f32>1 / (<f32>job.views * job.temperature));
  const first = chunk * job.rowsOfChunk;
  for (let view = first; view < min(first + job.rowsOfChunk, job.views); view++) {
    const row = FLOAT * view * columns;
    const to = job.gradient + row;
    for (let index = 0; index < columns; index += 4) {
      const at = row + FLOAT * index;
      const left = columns - index;
      storeUpTo4(to + FLOAT * index, f32x4.mul(scale, f32x4.add(loadUpTo4(job.along + at, left), loadUpTo4(job.across + at, left))), left);
    }
    const inverse = load<f32>(job.inverse + FLOAT * view);
    const isFloored = dot(job.z + row, job.z + row, columns) < SQUARED_NORM_FLOOR;
    const along = f32x4.splat(isFloored ? 0 : dot(to, job.unit + row, columns));
    for (let index = 0; index < columns; index += 4) {
      const left = columns - index;
      const rest = f32x4.sub(loadUpTo4(to + FLOAT * index, left), f32x4.mul(along, loadUpTo4(job.unit + row + FLOAT * index, left)));
      storeUpTo4(to + FLOAT * index, f32x4.mul(rest, f32x4.splat(inverse)), left);
    }
  }
}
