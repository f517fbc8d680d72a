/** Optimizers and the moving average on flat vectors, in place, a chunk of numbers at a time. Their definitions: plainOptimizers.ts. */
import { FLOAT, loadUpTo4, madd, storeUpTo4, total, zero } from './simd';

@unmanaged
export class Sgd {
  parameters: usize;
  gradient: usize;
  velocity: usize;
  length: i32;
  lengthOfChunk: i32;
  /** [learning rate]. */
  scalars: usize;
  weightDecay: f32;
  momentum: f32;
  nesterov: i32;
}

export function sgdChunk(chunk: i32, job: Sgd): void {
  const w = job.parameters, g = job.gradient, v = job.velocity;
  const rate = f32x4.splat(-load<f32>(job.scalars));
  const decay = f32x4.splat(job.weightDecay);
  const momentum = f32x4.splat(job.momentum);
  const nesterov = job.nesterov;
  const first = chunk * job.lengthOfChunk;
  const until = min(first + job.lengthOfChunk, job.length);
  for (let index = first; index < until; index += 4) {
    const at = FLOAT * index;
    const left = until - index;
    const weight = loadUpTo4(w + at, left);
    const decayed = madd(decay, weight, loadUpTo4(g + at, left));
    const moved = madd(momentum, loadUpTo4(v + at, left), decayed);
    storeUpTo4(v + at, moved, left);
    storeUpTo4(w + at, madd(rate, nesterov ? madd(momentum, moved, decayed) : moved, weight), left);
  }
}

@unmanaged
export class AdamW {
  parameters: usize;
  gradient: usize;
  mean: usize;
  square: usize;
  length: i32;
  lengthOfChunk: i32;
  /** [learning rate, 1/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ)]. */
  scalars: usize;
  weightDecay: f32;
  beta1: f32;
  /** 1 − β₁, of which float32 would lose digits. */
  rest1: f32;
  beta2: f32;
  rest2: f32;
  epsilon: f32;
}

export function adamwChunk(chunk: i32, job: AdamW): void {
  const w = job.parameters, g = job.gradient, m = job.mean, s = job.square;
  const rate = load<f32>(job.scalars);
  const step = f32x4.splat(-rate * load<f32>(job.scalars, 4));
  const rootCorrection = f32x4.splat(load<f32>(job.scalars, 8));
  const kept = f32x4.splat(1 - rate * job.weightDecay);
  const beta1 = f32x4.splat(job.beta1), rest1 = f32x4.splat(job.rest1);
  const beta2 = f32x4.splat(job.beta2), rest2 = f32x4.splat(job.rest2);
  const epsilon = f32x4.splat(job.epsilon);
  const first = chunk * job.lengthOfChunk;
  const until = min(first + job.lengthOfChunk, job.length);
  for (let index = first; index < until; index += 4) {
    const at = FLOAT * index;
    const left = until - index;
    const gradient = loadUpTo4(g + at, left);
    const mean = madd(beta1, loadUpTo4(m + at, left), f32x4.mul(rest1, gradient));
    const square = madd(beta2, loadUpTo4(s + at, left), f32x4.mul(rest2, f32x4.mul(gradient, gradient)));
    const direction = f32x4.div(mean, madd(f32x4.sqrt(square), rootCorrection, epsilon));
    storeUpTo4(m + at, mean, left);
    storeUpTo4(s + at, square, left);
    storeUpTo4(w + at, madd(step, direction, f32x4.mul(kept, loadUpTo4(w + at, left))), left);
  }
}

@unmanaged
export class Follow {
  average: usize;
  values: usize;
  length: i32;
  lengthOfChunk: i32;
  /** [1 − τ]. */
  share: usize;
}

export function followChunk(chunk: i32, job: Follow): void {
  const share = v128.load32_splat(job.share);
  const first = chunk * job.lengthOfChunk;
  const until = min(first + job.lengthOfChunk, job.length);
  for (let index = first; index < until; index += 4) {
    const at = FLOAT * index;
    const left = until - index;
    const old = loadUpTo4(job.average + at, left);
    storeUpTo4(job.average + at, madd(share, f32x4.sub(loadUpTo4(job.values + at, left), old), old), left);
  }
}

/** Pieces of segments: a tensor's run is cut where it is long, so that threads end together. */
@unmanaged
export class Lars {
  parameters: usize;
  gradient: usize;
  velocity: usize;
  /** [pieces, 3] int32: offset, length, segment. */
  pieces: usize;
  /** [pieces, 2] sums of squares of weights and of the gradient. */
  squares: usize;
  /** [segments, 2]: trust ratio and weight decay. */
  factors: usize;
  scalars: usize;
  momentum: f32;
}

function squaresOf(from: usize, length: i32): f32 {
  let sum = zero();
  for (let index = 0; index < length; index += 4) {
    const x = loadUpTo4(from + FLOAT * index, length - index);
    sum = madd(x, x, sum);
  }
  return total(sum);
}

export function larsNormsChunk(chunk: i32, job: Lars): void {
  const piece = job.pieces + 12 * chunk;
  const offset = FLOAT * load<i32>(piece);
  const length = load<i32>(piece, 4);
  store<f32>(job.squares + 8 * chunk, squaresOf(job.parameters + offset, length));
  store<f32>(job.squares + 8 * chunk, squaresOf(job.gradient + offset, length), 4);
}

export function larsChunk(chunk: i32, job: Lars): void {
  const piece = job.pieces + 12 * chunk;
  const offset = FLOAT * load<i32>(piece);
  const length = load<i32>(piece, 4);
  const factors = job.factors + 8 * load<i32>(piece, 8);
  const w = job.parameters + offset, g = job.gradient + offset, v = job.velocity + offset;
  const ratio = v128.load32_splat(factors);
  const decay = v128.load32_splat(factors, 4);
  const rate = f32x4.splat(-load<f32>(job.scalars));
  const momentum = f32x4.splat(job.momentum);
  for (let index = 0; index < length; index += 4) {
    const at = FLOAT * index;
    const left = length - index;
    const weight = loadUpTo4(w + at, left);
    const scaled = f32x4.mul(ratio, madd(decay, weight, loadUpTo4(g + at, left)));
    const moved = madd(momentum, loadUpTo4(v + at, left), scaled);
    storeUpTo4(v + at, moved, left);
    storeUpTo4(w + at, madd(rate, moved, weight), left);
  }
}
