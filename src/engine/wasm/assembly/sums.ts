/** Sums over the rows of x [rows, channels], by chunks of rows that are added up afterwards. */
import { FLOAT, loadUpTo4, storeUpTo4, zero } from './simd';

@unmanaged
export class RowSums {
  x: usize;
  rows: i32;
  channels: i32;
  rowsOfChunk: i32;
  /** [chunks, channels]. */
  partials: usize;
}

export function rowSumsChunk(chunk: i32, job: RowSums): void {
  const rowBytes = FLOAT * job.channels;
  const first = chunk * job.rowsOfChunk;
  const rows = min(job.rowsOfChunk, job.rows - first);
  for (let channel = 0; channel < job.channels; channel += 8) {
    const left = job.channels - channel;
    let low = zero(), high = zero();
    for (let row = 0, x = job.x + first * rowBytes + FLOAT * channel; row < rows; row++, x += rowBytes) {
      low = f32x4.add(low, loadUpTo4(x, left));
      high = f32x4.add(high, loadUpTo4(x + 16, left - 4));
    }
    const to = job.partials + chunk * rowBytes + FLOAT * channel;
    storeUpTo4(to, low, left);
    storeUpTo4(to + 16, high, left - 4);
  }
}

@unmanaged
export class Total {
  /** `count` runs of numbers, strideBytes apart. */
  from: usize;
  count: i32;
  strideBytes: i32;
  to: usize;
  length: i32;
  lengthOfChunk: i32;
}

/** Adds up runs in order, for some of their numbers. */
export function totalChunk(chunk: i32, job: Total): void {
  const first = chunk * job.lengthOfChunk;
  for (let index = first; index < min(first + job.lengthOfChunk, job.length); index++) {
    let sum: f64 = 0;
    for (let run = 0, from = job.from + FLOAT * index; run < job.count; run++, from += job.strideBytes) sum += load<f32>(from);
    store<f32>(job.to + FLOAT * index, <f32>sum);
  }
}
