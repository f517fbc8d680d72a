/**
 * The two innermost loops of all products. Both keep a small tile of the result in registers, 8 columns wide, and take
 * the right side from panels of 8 columns (panels.ts). V8 keeps 15 vector registers free: 5 rows take 10 sums, 2 columns
 * and a number; 49 GFLOP/s on a core whose peak is 50 with fused multiply-add, 35 without. Unrolling makes it spill.
 */
import { loadUpTo4, madd, storeUpTo4, zero } from './simd';

/** Rows of `gatherTile`. */
export const GATHER_ROWS = 5;
/** Rows of `outerTile`. Divides the usual widths, which 5 does not. */
export const OUTER_ROWS = 4;
/** Columns of both. */
export const PANEL = 8;
/** Bytes of a row of a panel. */
export const PANEL_ROW: usize = 32;

/** Stores up to eight sums, with a bias (where its address is not 0), or added to what is there. */
function finish(to: usize, low: v128, high: v128, columns: i32, bias: usize, adds: bool): void {
  if (bias) {
    low = f32x4.add(low, loadUpTo4(bias, columns));
    high = f32x4.add(high, loadUpTo4(bias + 16, columns - 4));
  }
  if (adds) {
    low = f32x4.add(low, loadUpTo4(to, columns));
    high = f32x4.add(high, loadUpTo4(to + 16, columns - 4));
  }
  storeUpTo4(to, low, columns);
  storeUpTo4(to + 16, high, columns - 4);
}

/**
 * Five rows: target[row] = Σ over taps and channels k of source[tap][row][k] · panel[tap][k]. `sources` lists five addresses
 * per tap; `targets` five, `offset` bytes before the tile's first column. Only `rows` and `columns` are stored.
 */
export function gatherTile(
  sources: usize, taps: i32, channels: i32, panel: usize,
  targets: usize, offset: usize, rows: i32, columns: i32, bias: usize, adds: bool,
): void {
  let s00 = zero(), s01 = zero();
  let s10 = zero(), s11 = zero();
  let s20 = zero(), s21 = zero();
  let s30 = zero(), s31 = zero();
  let s40 = zero(), s41 = zero();
  for (; taps > 0; taps--) {
    let row0 = load<usize>(sources);
    let row1 = load<usize>(sources, 4);
    let row2 = load<usize>(sources, 8);
    let row3 = load<usize>(sources, 12);
    let row4 = load<usize>(sources, 16);
    sources += 4 * GATHER_ROWS;
    for (let k = channels; k > 0; k--) {
      const low = v128.load(panel);
      const high = v128.load(panel, 16);
      let x = v128.load32_splat(row0);
      s00 = madd(x, low, s00);
      s01 = madd(x, high, s01);
      x = v128.load32_splat(row1);
      s10 = madd(x, low, s10);
      s11 = madd(x, high, s11);
      x = v128.load32_splat(row2);
      s20 = madd(x, low, s20);
      s21 = madd(x, high, s21);
      x = v128.load32_splat(row3);
      s30 = madd(x, low, s30);
      s31 = madd(x, high, s31);
      x = v128.load32_splat(row4);
      s40 = madd(x, low, s40);
      s41 = madd(x, high, s41);
      row0 += 4;
      row1 += 4;
      row2 += 4;
      row3 += 4;
      row4 += 4;
      panel += PANEL_ROW;
    }
  }
  finish(load<usize>(targets) + offset, s00, s01, columns, bias, adds);
  if (rows > 1) finish(load<usize>(targets, 4) + offset, s10, s11, columns, bias, adds);
  if (rows > 2) finish(load<usize>(targets, 8) + offset, s20, s21, columns, bias, adds);
  if (rows > 3) finish(load<usize>(targets, 12) + offset, s30, s31, columns, bias, adds);
  if (rows > 4) finish(load<usize>(targets, 16) + offset, s40, s41, columns, bias, adds);
}

/**
 * Four rows: to[row] = Σ over pixels of left[pixel][row] · right[pixel]; `rows` and `columns` of them are stored. The right side lies without gaps; the left one
 * moves by `step` bytes per pixel, and by `lineGap` and `imageGap` more after a line and after an image.
 */
export function outerTile(
  left: usize, right: usize, images: i32, lines: i32, pixels: i32, step: usize, lineGap: usize, imageGap: usize,
  to: usize, rowBytes: usize, rows: i32, columns: i32, adds: bool,
): void {
  let s00 = zero(), s01 = zero();
  let s10 = zero(), s11 = zero();
  let s20 = zero(), s21 = zero();
  let s30 = zero(), s31 = zero();
  for (; images > 0; images--) {
    for (let line = lines; line > 0; line--) {
      for (let pixel = pixels; pixel > 0; pixel--) {
        const low = v128.load(right);
        const high = v128.load(right, 16);
        let x = v128.load32_splat(left);
        s00 = madd(x, low, s00);
        s01 = madd(x, high, s01);
        x = v128.load32_splat(left, 4);
        s10 = madd(x, low, s10);
        s11 = madd(x, high, s11);
        x = v128.load32_splat(left, 8);
        s20 = madd(x, low, s20);
        s21 = madd(x, high, s21);
        x = v128.load32_splat(left, 12);
        s30 = madd(x, low, s30);
        s31 = madd(x, high, s31);
        left += step;
        right += PANEL_ROW;
      }
      left += lineGap;
    }
    left += imageGap;
  }
  finish(to, s00, s01, columns, 0, adds);
  if (rows > 1) finish(to + rowBytes, s10, s11, columns, 0, adds);
  if (rows > 2) finish(to + 2 * rowBytes, s20, s21, columns, 0, adds);
  if (rows > 3) finish(to + 3 * rowBytes, s30, s31, columns, 0, adds);
}
