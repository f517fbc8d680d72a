/** e^x of four floats, without a table. */
import { FLOAT, loadUpTo4, madd, storeUpTo4 } from './simd';

const LOG2_E: f32 = 1.44269504;
/** ln 2 in two parts, of which the first has few digits: n · ln 2 is then exact to float32. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
/** Smallest argument: e^x of less is taken for it, about 1e-38. */
const LOWEST: f32 = -87;
const HIGHEST: f32 = 88;

/** 2^n · e^r with n the nearest whole number to x / ln 2; e^r by its Taylor series up to r⁷, whose error is below float32's. */
function exponential(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(LOWEST)), f32x4.splat(HIGHEST));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2_E)));
  const r = madd(n, f32x4.splat(-LN2_LOW), madd(n, f32x4.splat(-LN2_HIGH), x));
  let series = f32x4.splat(1 / 5040);
  series = madd(series, r, f32x4.splat(1 / 720));
  series = madd(series, r, f32x4.splat(1 / 120));
  series = madd(series, r, f32x4.splat(1 / 24));
  series = madd(series, r, f32x4.splat(1 / 6));
  series = madd(series, r, f32x4.splat(0.5));
  series = madd(series, r, f32x4.splat(1));
  series = madd(series, r, f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(series, power);
}

/** A run x becomes e^(x − highest); returns their sum. */
export function exponentials(run: usize, highest: f32, length: i32): f32 {
  const top = f32x4.splat(highest);
  let sum: f32 = 0;
  for (let index = 0; index < length; index += 4) {
    const at = run + FLOAT * index;
    const left = length - index;
    storeUpTo4(at, exponential(f32x4.sub(loadUpTo4(at, left), top)), left);
    for (let lane = 0; lane < min(left, 4); lane++) sum += load<f32>(at + FLOAT * lane);
  }
  return sum;
}
