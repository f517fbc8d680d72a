/** Mean and variance per channel of x [rows, channels]; every chunk of rows about its own mean, so that no digits cancel. */
import { FLOAT, loadUpTo4, storeUpTo4, zero } from './simd';

@unmanaged
export class Moments {
  x: usize;
  rows: i32;
  channels: i32;
  rowsOfChunk: i32;
  /** [chunks, 2, channels]: mean and sum of squared deviations. */
  partials: usize;
}

export function momentsChunk(chunk: i32, job: Moments): void {
  const rowBytes = FLOAT * job.channels;
  const first = chunk * job.rowsOfChunk;
  const rows = min(job.rowsOfChunk, job.rows - first);
  const share = f32x4.splat(1 / <f32>rows);
  const from = job.x + first * rowBytes;
  const to = job.partials + 2 * chunk * rowBytes;
  // Two vectors at a time: one alone would wait for each of its own additions.
  for (let channel = 0; channel < job.channels; channel += 8) {
    const left = job.channels - channel;
    const start = from + FLOAT * channel;
    let low = zero(), high = zero();
    for (let row = 0, x = start; row < rows; row++, x += rowBytes) {
      low = f32x4.add(low, loadUpTo4(x, left));
      high = f32x4.add(high, loadUpTo4(x + 16, left - 4));
    }
    const lowMean = f32x4.mul(low, share);
    const highMean = f32x4.mul(high, share);
    low = zero();
    high = zero();
    for (let row = 0, x = start; row < rows; row++, x += rowBytes) {
      const lowDeviation = f32x4.sub(loadUpTo4(x, left), lowMean);
      const highDeviation = f32x4.sub(loadUpTo4(x + 16, left - 4), highMean);
      low = f32x4.add(low, f32x4.mul(lowDeviation, lowDeviation));
      high = f32x4.add(high, f32x4.mul(highDeviation, highDeviation));
    }
    const mean = to + FLOAT * channel;
    storeUpTo4(mean, lowMean, left);
    storeUpTo4(mean + 16, highMean, left - 4);
    storeUpTo4(mean + rowBytes, low, left);
    storeUpTo4(mean + rowBytes + 16, high, left - 4);
  }
}

@unmanaged
export class MomentsEnd {
  partials: usize;
  rows: i32;
  channels: i32;
  rowsOfChunk: i32;
  epsilon: f32;
  /** [2, channels]: mean and 1/√(variance + ε). */
  to: usize;
  /** Running mean and variance, or 0, and the weight of the new values. */
  runningMean: usize;
  runningVariance: usize;
  momentum: f32;
  channelsOfChunk: i32;
}

/** Puts the chunks together, for some channels: squared deviations about the whole mean are those about a chunk's, plus its own rows times its deviation². */
export function momentsEndChunk(chunk: i32, job: MomentsEnd): void {
  const rowBytes = FLOAT * job.channels;
  const first = chunk * job.channelsOfChunk;
  const unbiased = max(job.rows - 1, 1);
  for (let channel = first; channel < min(first + job.channelsOfChunk, job.channels); channel++) {
    const at = FLOAT * channel;
    let sum: f64 = 0;
    for (let row = 0, from = job.partials + at; row < job.rows; row += job.rowsOfChunk, from += 2 * rowBytes)
      sum += <f64>min(job.rowsOfChunk, job.rows - row) * load<f32>(from);
    const mean = sum / job.rows;
    let squares: f64 = 0;
    for (let row = 0, from = job.partials + at; row < job.rows; row += job.rowsOfChunk, from += 2 * rowBytes) {
      const deviation = load<f32>(from) - mean;
      squares += load<f32>(from + rowBytes) + min(job.rowsOfChunk, job.rows - row) * deviation * deviation;
    }
    store<f32>(job.to + at, <f32>mean);
    store<f32>(job.to + rowBytes + at, <f32>(1 / sqrt(squares / job.rows + job.epsilon)));
    if (job.runningMean) {
      moveTowards(job.runningMean + at, mean, job.momentum);
      moveTowards(job.runningVariance + at, squares / unbiased, job.momentum);
    }
  }
}

function moveTowards(address: usize, value: f64, momentum: f32): void {
  store<f32>(address, <f32>(load<f32>(address) + momentum * (value - load<f32>(address))));
}
