/**
 * Gradients of a joint: g = dy where the ReLU let through; first the sums of g and g · x̂ per channel, then
 * ∂L/∂x = γ · inverse · (g − mean(g) − x̂ · mean(g · x̂)).
 */
import { Joint, preActivation, scales } from './join';
import { FLOAT, loadUpTo4, madd, storeUpTo4, zero } from './simd';

@unmanaged
export class JoinBackward extends Joint {
  rows: i32;
  rowsOfChunk: i32;
  /** The upstream gradient of rows r · pixels … is row r of dy, times `share`: 1 pixel, or all that were pooled. */
  dy: usize;
  dyRowBytes: i32;
  pixels: i32;
  share: f32;
  /** [chunks, 3, channels]: sums of g, g · x̂ of the first term, g · x̂ of the second. */
  partials: usize;
  /** Those sums of all rows. */
  sums: usize;
  products1: usize;
  products2: usize;
  dx1: usize;
  dx2: usize;
  dResidual: usize;
}

/** dy where the sum lies above the floor, else 0. */
// @ts-ignore: decorator
@inline
function masked(dy: v128, sum: v128, floor: v128): v128 {
  return v128.and(dy, f32x4.gt(sum, floor));
}

export function joinSumsChunk(chunk: i32, job: JoinBackward, scratch: usize): void {
  const channels = job.channels;
  const rowBytes = FLOAT * channels;
  const floor = f32x4.splat(job.floor);
  const share = f32x4.splat(job.share);
  const x1 = job.x1, x2 = job.x2, residual = job.residual, pixels = job.pixels, dyRowBytes = job.dyRowBytes;
  const scale1 = scratch, scale2 = scratch + rowBytes;
  scales(scale1, job.moments1, job.gamma1, channels);
  if (x2) scales(scale2, job.moments2, job.gamma2, channels);
  const first = chunk * job.rowsOfChunk;
  const rows = min(job.rowsOfChunk, job.rows - first);
  for (let channel = 0; channel < channels; channel += 4) {
    const left = channels - channel;
    const column = FLOAT * channel;
    const mean1 = loadUpTo4(job.moments1 + column, left);
    const slope1 = loadUpTo4(scale1 + column, left);
    const mean2 = x2 ? loadUpTo4(job.moments2 + column, left) : zero();
    const slope2 = x2 ? loadUpTo4(scale2 + column, left) : zero();
    const beta1 = loadUpTo4(job.beta1 + column, left);
    const beta = x2 ? f32x4.add(beta1, loadUpTo4(job.beta2 + column, left)) : beta1;
    let sum = zero(), product1 = zero(), product2 = zero();
    let at = first * rowBytes + column;
    let dy = job.dy + first / pixels * dyRowBytes + column;
    let pixel = first % pixels;
    for (let row = 0; row < rows; row++) {
      const deviation1 = f32x4.sub(loadUpTo4(x1 + at, left), mean1);
      let y = madd(deviation1, slope1, beta);
      let deviation2 = zero();
      if (x2) {
        deviation2 = f32x4.sub(loadUpTo4(x2 + at, left), mean2);
        y = madd(deviation2, slope2, y);
      }
      if (residual) y = f32x4.add(y, loadUpTo4(residual + at, left));
      const g = masked(f32x4.mul(loadUpTo4(dy, left), share), y, floor);
      sum = f32x4.add(sum, g);
      product1 = madd(g, deviation1, product1);
      product2 = madd(g, deviation2, product2);
      at += rowBytes;
      if (++pixel === pixels) {
        pixel = 0;
        dy += dyRowBytes;
      }
    }
    const to = job.partials + 3 * chunk * rowBytes + column;
    storeUpTo4(to, sum, left);
    storeUpTo4(to + rowBytes, f32x4.mul(product1, loadUpTo4(job.moments1 + rowBytes + column, left)), left);
    if (x2) storeUpTo4(to + 2 * rowBytes, f32x4.mul(product2, loadUpTo4(job.moments2 + rowBytes + column, left)), left);
  }
}

/** Per channel, ∂L/∂x = scale · g + slope · (x − mean) + shift; slope and shift are written to `to`, a row each. */
function coefficients(to: usize, scale: usize, inverse: usize, sums: usize, products: usize, rows: i32, channels: i32): void {
  const share = f32x4.splat(-1 / <f32>rows);
  for (let channel = 0; channel < channels; channel += 4) {
    const at = FLOAT * channel;
    const left = channels - channel;
    const factor = f32x4.mul(loadUpTo4(scale + at, left), share);
    const slope = f32x4.mul(factor, f32x4.mul(loadUpTo4(inverse + at, left), loadUpTo4(products + at, left)));
    storeUpTo4(to + at, slope, left);
    storeUpTo4(to + FLOAT * channels + at, f32x4.mul(factor, loadUpTo4(sums + at, left)), left);
  }
}

// @ts-ignore: decorator
@inline
function gradient(g: v128, x: usize, mean: usize, scale: usize, slope: usize, shift: usize, left: i32): v128 {
  const along = madd(f32x4.sub(loadUpTo4(x, left), loadUpTo4(mean, left)), loadUpTo4(slope, left), loadUpTo4(shift, left));
  return madd(g, loadUpTo4(scale, left), along);
}

export function joinBackwardChunk(chunk: i32, job: JoinBackward, scratch: usize): void {
  const channels = job.channels;
  const rowBytes = FLOAT * channels;
  const floor = f32x4.splat(job.floor);
  const share = f32x4.splat(job.share);
  const x1 = job.x1, mean1 = job.moments1, scale1 = scratch, beta1 = job.beta1;
  const x2 = job.x2, mean2 = job.moments2, scale2 = scratch + rowBytes, beta2 = job.beta2;
  const slope1 = scratch + 2 * rowBytes, shift1 = slope1 + rowBytes;
  const slope2 = scratch + 4 * rowBytes, shift2 = slope2 + rowBytes;
  const residual = job.residual, dx1 = job.dx1, dx2 = job.dx2, dResidual = job.dResidual;
  scales(scale1, mean1, job.gamma1, channels);
  coefficients(slope1, scale1, mean1 + rowBytes, job.sums, job.products1, job.rows, channels);
  if (x2) {
    scales(scale2, mean2, job.gamma2, channels);
    coefficients(slope2, scale2, mean2 + rowBytes, job.sums, job.products2, job.rows, channels);
  }
  const first = chunk * job.rowsOfChunk;
  const until = min(first + job.rowsOfChunk, job.rows);
  const pixels = job.pixels, dyRowBytes = job.dyRowBytes;
  let at = first * rowBytes;
  let dyRow = job.dy + first / pixels * dyRowBytes;
  let pixel = first % pixels;
  for (let row = first; row < until; row++) {
    for (let channel = 0; channel < channels; channel += 4) {
      const left = channels - channel;
      const column = FLOAT * channel;
      const y = preActivation(at, column, left, x1, mean1, scale1, beta1, x2, mean2, scale2, beta2, residual);
      const g = masked(f32x4.mul(loadUpTo4(dyRow + column, left), share), y, floor);
      storeUpTo4(dx1 + at, gradient(g, x1 + at, mean1 + column, scale1 + column, slope1 + column, shift1 + column, left), left);
      if (x2) storeUpTo4(dx2 + at, gradient(g, x2 + at, mean2 + column, scale2 + column, slope2 + column, shift2 + column, left), left);
      if (residual) storeUpTo4(dResidual + at, g, left);
      at += FLOAT * min(left, 4);
    }
    if (++pixel === pixels) {
      pixel = 0;
      dyRow += dyRowBytes;
    }
  }
}
