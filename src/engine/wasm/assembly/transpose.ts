/** Transposition of a matrix, for the rare product with both sides transposed. */
import { FLOAT } from './simd';

@unmanaged
export class Transposition {
  /** [rows, columns]. */
  from: usize;
  rows: i32;
  columns: i32;
  to: usize;
}

/** Row `chunk` of the transposed matrix. */
export function transposeChunk(chunk: i32, job: Transposition): void {
  const from = job.from + FLOAT * chunk;
  const to = job.to + FLOAT * chunk * job.rows;
  for (let row = 0; row < job.rows; row++) store<f32>(to + FLOAT * row, load<f32>(from + FLOAT * row * job.columns));
}
