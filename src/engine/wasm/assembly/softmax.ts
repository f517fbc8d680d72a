/** Gradients of softmax cross-entropies. */
import { exponentials } from './exponential';
import { FLOAT, loadUpTo4, storeUpTo4 } from './simd';

@unmanaged
export class SoftmaxError {
  /** [rows, columns]; the task's classes start at `from`. */
  logits: usize;
  to: usize;
  rows: i32;
  columns: i32;
  from: i32;
  classes: i32;
  /** [images] floats of the task; row r shows image r mod images. */
  labels: usize;
  images: i32;
  rowsOfChunk: i32;
}

/** (softmax − one-hot) / rows of the classes of one task. */
export function softmaxErrorChunk(chunk: i32, job: SoftmaxError): void {
  const first = chunk * job.rowsOfChunk;
  const share = <f32>1 / <f32>job.rows;
  for (let row = first; row < min(first + job.rowsOfChunk, job.rows); row++) {
    const at = FLOAT * (row * job.columns + job.from);
    const from = job.logits + at;
    const to = job.to + at;
    let highest = load<f32>(from);
    for (let index = 1; index < job.classes; index++) highest = max(highest, load<f32>(from + FLOAT * index));
    memory.copy(to, from, FLOAT * job.classes);
    const sum = exponentials(to, highest, job.classes);
    const scale = f32x4.splat(share / sum);
    for (let index = 0; index < job.classes; index += 4) {
      const left = job.classes - index;
      storeUpTo4(to + FLOAT * index, f32x4.mul(loadUpTo4(to + FLOAT * index, left), scale), left);
    }
    const right = to + FLOAT * <i32>load<f32>(job.labels + FLOAT * (row % job.images));
    store<f32>(right, load<f32>(right) - share);
  }
}
