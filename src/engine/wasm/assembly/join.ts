/** Normalised maps added up, with a residual, and their ReLU: what a unit or a residual block computes after its convolutions. */
import { FLOAT, loadUpTo4, madd, storeUpTo4, zero } from './simd';

/** A joint's arguments, at the start of those of every task about it. Addresses are 0 where there is nothing. */
@unmanaged
export class Joint {
  channels: i32;
  /** Lower bound of the result: 0 with the ReLU, −∞ without. */
  floor: f32;
  residual: usize;
  x1: usize;
  /** [2, channels]: mean and 1/√(variance + ε). */
  moments1: usize;
  gamma1: usize;
  beta1: usize;
  x2: usize;
  moments2: usize;
  gamma2: usize;
  beta2: usize;
}

/** γ · inverse of a term for every channel. */
export function scales(to: usize, moments: usize, gamma: usize, channels: i32): void {
  const inverse = moments + FLOAT * channels;
  for (let channel = 0; channel < channels; channel += 4) {
    const at = FLOAT * channel;
    const left = channels - channel;
    storeUpTo4(to + at, f32x4.mul(loadUpTo4(inverse + at, left), loadUpTo4(gamma + at, left)), left);
  }
}

/** (x − mean) · scale + β. */
// @ts-ignore: decorator
@inline
function normalized(x: usize, mean: usize, scale: usize, beta: usize, left: i32): v128 {
  return madd(f32x4.sub(loadUpTo4(x, left), loadUpTo4(mean, left)), loadUpTo4(scale, left), loadUpTo4(beta, left));
}

/** What is added up before the ReLU: `at` bytes into the maps, `of` bytes into the channels. */
// @ts-ignore: decorator
@inline
export function preActivation(
  at: usize, channel: usize, left: i32, x1: usize, mean1: usize, scale1: usize, beta1: usize,
  x2: usize, mean2: usize, scale2: usize, beta2: usize, residual: usize,
): v128 {
  let sum = normalized(x1 + at, mean1 + channel, scale1 + channel, beta1 + channel, left);
  if (x2) sum = f32x4.add(sum, normalized(x2 + at, mean2 + channel, scale2 + channel, beta2 + channel, left));
  if (residual) sum = f32x4.add(sum, loadUpTo4(residual + at, left));
  return sum;
}

@unmanaged
export class Join extends Joint {
  rows: i32;
  rowsOfChunk: i32;
  y: usize;
}

export function joinChunk(chunk: i32, job: Join, scratch: usize): void {
  const channels = job.channels;
  const rowBytes = FLOAT * channels;
  const floor = f32x4.splat(job.floor);
  const x1 = job.x1, mean1 = job.moments1, scale1 = scratch, beta1 = job.beta1;
  const x2 = job.x2, mean2 = job.moments2, scale2 = scratch + rowBytes, beta2 = job.beta2;
  const residual = job.residual, y = job.y;
  scales(scale1, mean1, job.gamma1, channels);
  if (x2) scales(scale2, mean2, job.gamma2, channels);
  const first = chunk * job.rowsOfChunk;
  const until = min(first + job.rowsOfChunk, job.rows);
  let at = first * rowBytes;
  for (let row = first; row < until; row++) {
    for (let channel = 0; channel < channels; channel += 4) {
      const left = channels - channel;
      const sum = preActivation(at, FLOAT * channel, left, x1, mean1, scale1, beta1, x2, mean2, scale2, beta2, residual);
      storeUpTo4(y + at, f32x4.max(sum, floor), left);
      at += FLOAT * min(left, 4);
    }
  }
}

@unmanaged
export class JoinPooled extends Joint {
  /** Pixels of an image. */
  pixels: i32;
  /** Row i of the result starts at y + i · rowBytes. */
  y: usize;
  rowBytes: i32;
}

/** Means over the pixels of image `chunk`. */
export function joinPooledChunk(chunk: i32, job: JoinPooled, scratch: usize): void {
  const channels = job.channels;
  const pixelBytes = FLOAT * channels;
  const floor = f32x4.splat(job.floor);
  const share = f32x4.splat(1 / <f32>job.pixels);
  const x1 = job.x1, mean1 = job.moments1, scale1 = scratch, beta1 = job.beta1;
  const x2 = job.x2, mean2 = job.moments2, scale2 = scratch + pixelBytes, beta2 = job.beta2;
  const residual = job.residual;
  scales(scale1, mean1, job.gamma1, channels);
  if (x2) scales(scale2, mean2, job.gamma2, channels);
  const image = chunk * job.pixels * pixelBytes;
  for (let channel = 0; channel < channels; channel += 4) {
    const left = channels - channel;
    let sum = zero();
    let at = image + FLOAT * channel;
    for (let pixel = 0; pixel < job.pixels; pixel++) {
      const y = preActivation(at, FLOAT * channel, left, x1, mean1, scale1, beta1, x2, mean2, scale2, beta2, residual);
      sum = f32x4.add(sum, f32x4.max(y, floor));
      at += pixelBytes;
    }
    storeUpTo4(job.y + chunk * job.rowBytes + FLOAT * channel, f32x4.mul(sum, share), left);
  }
}
