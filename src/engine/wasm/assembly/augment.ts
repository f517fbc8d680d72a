/**
 * Augmented views of images of 32×32 pixels: crop, bilinear resizing and mirror, then colours, four pixels at a time, as
 * torchvision defines each on float images (plainAugment.ts).
 */
import { FLOAT, madd, total, zero } from './simd';

const SIDE = 32;
const PIXELS = SIDE * SIDE;
const PLANE: usize = FLOAT * PIXELS;
/** Numbers of one view in `parameters`. */
const PARAMETERS = 10;
/** ITU-R BT.601 luma, with torchvision's digits. */
const LUMA_RED: f32 = 0.2989;
const LUMA_GREEN: f32 = 0.587;
const LUMA_BLUE: f32 = 0.114;

@unmanaged
export class Augmentation {
  /** [images, 3, 32, 32]: bytes, or floats in 0…1. */
  pixels: usize;
  /** Which image each view shows, as floats. */
  images: usize;
  /** [views, 10]: top, left, height, width, flip, brightness, contrast, saturation, hue, grayscale. */
  parameters: usize;
  /** [views, 32, 32, 3]. */
  to: usize;
  /** A channel's value v becomes v · scale + shift. */
  scaleRed: f32;
  scaleGreen: f32;
  scaleBlue: f32;
  shiftRed: f32;
  shiftGreen: f32;
  shiftBlue: f32;
  /** 1 for bytes, 4 for floats. */
  bytesPerValue: i32;
}

// @ts-ignore: decorator
@inline
function clip(x: v128): v128 {
  return f32x4.min(f32x4.max(x, zero()), f32x4.splat(1));
}

// @ts-ignore: decorator
@inline
function luma(red: v128, green: v128, blue: v128): v128 {
  return madd(f32x4.splat(LUMA_RED), red, madd(f32x4.splat(LUMA_GREEN), green, f32x4.mul(f32x4.splat(LUMA_BLUE), blue)));
}

/** Centre of an output pixel in the crop, in source pixels: half-pixel centres, clamped to the edge. */
// @ts-ignore: decorator
@inline
function centreOf(pixel: i32, size: f32): f32 {
  const centre: f32 = (<f32>pixel + 0.5) * size / <f32>SIDE - 0.5;
  return min<f32>(max<f32>(centre, 0), size - 1);
}

/** View `chunk`. The scratch holds its planes, and the rows of the crop resized across. */
export function augmentChunk(chunk: i32, job: Augmentation, scratch: usize): void {
  const plane: usize = job.bytesPerValue * PIXELS;
  const image = job.pixels + 3 * plane * <i32>load<f32>(job.images + FLOAT * chunk);
  const parameters = job.parameters + FLOAT * PARAMETERS * chunk;
  const rows = scratch + 3 * PLANE;
  const bright = f32x4.splat(load<f32>(parameters, 20));
  let lumaSum = zero();
  for (let channel = 0; channel < 3; channel++) {
    resizeAcross(rows, image + plane * channel, parameters, job.bytesPerValue);
    resizeDown(scratch + PLANE * channel, rows, load<f32>(parameters, 8), bright);
  }
  for (let pixel: usize = 0; pixel < PLANE; pixel += 16) {
    const at = scratch + pixel;
    lumaSum = f32x4.add(lumaSum, luma(v128.load(at), v128.load(at + PLANE), v128.load(at + 2 * PLANE)));
  }
  recolour(scratch, parameters, total(lumaSum) / <f32>PIXELS, job, job.to + 3 * PLANE * chunk);
}

/** A pixel's value in 0…1. */
// @ts-ignore: decorator
@inline
function valueAt(address: usize, bytesPerValue: usize): f32 {
  return bytesPerValue === 1 ? <f32>load<u8>(address) / 255 : load<f32>(address);
}

/** The rows of the crop of a plane, resized to 32 columns and mirrored, in 0…1: [height, 32]. */
function resizeAcross(to: usize, plane: usize, parameters: usize, bytesPerValue: usize): void {
  const height = <i32>load<f32>(parameters, 8);
  const width = load<f32>(parameters, 12);
  const mirror = load<f32>(parameters, 16) !== 0;
  const crop = plane + bytesPerValue * (SIDE * <i32>load<f32>(parameters) + <i32>load<f32>(parameters, 4));
  for (let column = 0; column < SIDE; column++) {
    const centre = centreOf(mirror ? SIDE - 1 - column : column, width);
    const low = <i32>centre;
    const lowColumn = crop + bytesPerValue * low;
    const highColumn = crop + bytesPerValue * min(low + 1, <i32>width - 1);
    const share = centre - <f32>low;
    for (let row = 0; row < height; row++) {
      const a = valueAt(lowColumn + bytesPerValue * SIDE * row, bytesPerValue);
      const b = valueAt(highColumn + bytesPerValue * SIDE * row, bytesPerValue);
      store<f32>(to + FLOAT * (SIDE * row + column), a * (1 - share) + b * share);
    }
  }
}

/** Resizes [height, 32] to 32 rows, and brightens. */
function resizeDown(to: usize, rows: usize, height: f32, bright: v128): void {
  for (let row = 0; row < SIDE; row++) {
    const centre = centreOf(row, height);
    const low = <i32>centre;
    const share = f32x4.splat(centre - <f32>low);
    const rest = f32x4.sub(f32x4.splat(1), share);
    const lowRow = rows + FLOAT * SIDE * low;
    const highRow = rows + FLOAT * SIDE * min(low + 1, <i32>height - 1);
    for (let at: usize = 0; at < FLOAT * SIDE; at += 16) {
      const value = madd(v128.load(lowRow + at), rest, f32x4.mul(v128.load(highRow + at), share));
      v128.store(to + at, clip(f32x4.mul(value, bright)));
    }
    to += FLOAT * SIDE;
  }
}

/** highest − chroma · clip(2 − |k − 2|), k = (channel + hue) mod 6: a channel of HSV with the hue in sixths; channel is 5, 3, 1 for red, green, blue. */
// @ts-ignore: decorator
@inline
function channelOf(channel: f32, sixths: v128, highest: v128, chroma: v128): v128 {
  const shifted = f32x4.add(sixths, f32x4.splat(channel));
  const k = f32x4.sub(shifted, f32x4.mul(f32x4.splat(6), f32x4.floor(f32x4.div(shifted, f32x4.splat(6)))));
  const share = clip(f32x4.sub(f32x4.splat(2), f32x4.abs(f32x4.sub(k, f32x4.splat(2)))));
  return f32x4.sub(highest, f32x4.mul(chroma, share));
}

/** Contrast, saturation, hue and grayscale of three planes, whose mean luma is given; writes the normalised view. */
function recolour(planes: usize, parameters: usize, averageLuma: f32, job: Augmentation, to: usize): void {
  const contrast = v128.load32_splat(parameters, 24);
  const average = f32x4.splat((1 - load<f32>(parameters, 24)) * averageLuma);
  const saturation = v128.load32_splat(parameters, 28);
  const greyShare = f32x4.splat(1 - load<f32>(parameters, 28));
  const turns = f32x4.splat(6 * load<f32>(parameters, 32));
  const isGrey = load<f32>(parameters, 36) !== 0;
  const scaleRed = f32x4.splat(job.scaleRed), scaleGreen = f32x4.splat(job.scaleGreen), scaleBlue = f32x4.splat(job.scaleBlue);
  const shiftRed = f32x4.splat(job.shiftRed), shiftGreen = f32x4.splat(job.shiftGreen), shiftBlue = f32x4.splat(job.shiftBlue);
  for (let pixel: usize = 0; pixel < PLANE; pixel += 16) {
    const at = planes + pixel;
    let red = clip(madd(contrast, v128.load(at), average));
    let green = clip(madd(contrast, v128.load(at + PLANE), average));
    let blue = clip(madd(contrast, v128.load(at + 2 * PLANE), average));

    const grey = f32x4.mul(greyShare, luma(red, green, blue));
    red = clip(madd(saturation, red, grey));
    green = clip(madd(saturation, green, grey));
    blue = clip(madd(saturation, blue, grey));

    const highest = f32x4.max(red, f32x4.max(green, blue));
    const chroma = f32x4.sub(highest, f32x4.min(red, f32x4.min(green, blue)));
    const isRed = f32x4.eq(highest, red);
    const isGreen = f32x4.eq(highest, green);
    const ofGreen = v128.bitselect(f32x4.sub(blue, red), f32x4.sub(red, green), isGreen);
    const difference = v128.bitselect(f32x4.sub(green, blue), ofGreen, isRed);
    const start = v128.bitselect(zero(), v128.bitselect(f32x4.splat(2), f32x4.splat(4), isGreen), isRed);
    // A grey pixel has no hue: its quotient is replaced, since 0/0 would spread.
    const quotient = v128.and(f32x4.div(difference, chroma), f32x4.gt(chroma, zero()));
    const sixths = f32x4.add(f32x4.add(quotient, start), turns);
    red = channelOf(5, sixths, highest, chroma);
    green = channelOf(3, sixths, highest, chroma);
    blue = channelOf(1, sixths, highest, chroma);

    if (isGrey) red = green = blue = luma(red, green, blue);
    interleave(to, madd(red, scaleRed, shiftRed), madd(green, scaleGreen, shiftGreen), madd(blue, scaleBlue, shiftBlue));
    to += 48;
  }
}

/** Stores four pixels of three channels. */
// @ts-ignore: decorator
@inline
function interleave(to: usize, red: v128, green: v128, blue: v128): void {
  // Lanes 0 and 1, then 2 and 3, of red and green in turn.
  const lower = v128.shuffle<f32>(red, green, 0, 4, 1, 5);
  const upper = v128.shuffle<f32>(red, green, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(lower, blue, 0, 1, 4, 2));
  const middle = v128.shuffle<f32>(lower, blue, 3, 5, 3, 5);
  v128.store(to, v128.shuffle<f32>(middle, upper, 0, 1, 4, 5), 16);
  const end = v128.shuffle<f32>(blue, upper, 2, 6, 7, 3);
  v128.store(to, end, 32);
}
