/** The augmentation of plain.ts: one view after the other, each step as torchvision defines it on float images. */
import type { Kernels } from './kernels';
import { make, runOf, valuesOf } from './plainArrays';

const SIDE = 32;
const PIXELS = SIDE * SIDE;
/** Numbers of one view in `parameters`. */
const PARAMETERS = 10;
/** ITU-R BT.601 luma, with torchvision's digits. */
const LUMA = [0.2989, 0.587, 0.114] as const;

const clip = (value: number) => Math.min(Math.max(value, 0), 1);
const luma = ([red, green, blue]: readonly number[]) => LUMA[0] * red! + LUMA[1] * green! + LUMA[2] * blue!;

/** Turns the hue by `turns` of the colour circle, in HSV. */
function turned(colour: readonly number[], turns: number): number[] {
  const [red, green, blue] = colour as [number, number, number];
  const [highest, lowest] = [Math.max(...colour), Math.min(...colour)];
  const chroma = highest - lowest;
  if (chroma === 0) return [...colour];
  const sixths =
    highest === red ? (green - blue) / chroma : highest === green ? (blue - red) / chroma + 2 : (red - green) / chroma + 4;
  return [5, 3, 1].map((channel) => {
    const shifted = channel + sixths + 6 * turns;
    const k = shifted - 6 * Math.floor(shifted / 6);
    return highest - chroma * clip(2 - Math.abs(k - 2));
  });
}

/**
 * One view's colours in 0…1, row by row, of an image whose colours `at` gives in 0…1. `drawn`: the view's numbers in
 * `parameters`.
 */
export function plainView(at: (channel: number, row: number, column: number) => number, drawn: ArrayLike<number>): number[][] {
  const [top, left, height, width, flip, brightness, contrast, saturation, hue, grayscale] = Array.from(drawn) as [
    number, number, number, number, number, number, number, number, number, number,
  ]; // prettier-ignore
  /** Lower source row (or column), upper one, and the upper one's weight. */
  const sample = (pixel: number, start: number, size: number): [number, number, number] => {
    const centre = Math.min(Math.max(((pixel + 0.5) * size) / SIDE - 0.5, 0), size - 1);
    const low = Math.floor(centre);
    return [start + low, start + Math.min(low + 1, size - 1), centre - low];
  };
  const bright = Array.from({ length: PIXELS }, (_, pixel) => {
    const column = pixel % SIDE;
    const [y0, y1, fy] = sample(Math.floor(pixel / SIDE), top, height);
    const [x0, x1, fx] = sample(flip ? SIDE - 1 - column : column, left, width);
    return [0, 1, 2].map((channel) => {
      const upper = at(channel, y0, x0) * (1 - fx) + at(channel, y0, x1) * fx;
      const lower = at(channel, y1, x0) * (1 - fx) + at(channel, y1, x1) * fx;
      return clip((upper * (1 - fy) + lower * fy) * brightness);
    });
  });
  const average = bright.reduce((sum, colour) => sum + luma(colour), 0) / PIXELS;
  return bright.map((colour) => {
    const contrasted = colour.map((value) => clip(contrast * value + (1 - contrast) * average));
    const grey = luma(contrasted);
    const saturated = contrasted.map((value) => clip(saturation * value + (1 - saturation) * grey));
    const coloured = turned(saturated, hue);
    return grayscale ? coloured.map(() => luma(coloured)) : coloured;
  });
}

export const plainAugment: Kernels['augment'] = (pixels, images, parameters, views, mean, deviation) => {
  const words = valuesOf(pixels);
  const output = make([views, SIDE, SIDE, 3]);
  for (let view = 0; view < views; view++) {
    const image = runOf(images)[view]!;
    const at = (channel: number, row: number, column: number) => {
      const byte = channel * PIXELS + row * SIDE + column;
      if (pixels.dtype === 'float32') return words[image * 3 * PIXELS + byte]!;
      return ((words[image * 768 + (byte >> 2)]! >> (8 * (byte & 3))) & 255) / 255;
    };
    const drawn = runOf(parameters).subarray(view * PARAMETERS, (view + 1) * PARAMETERS);
    plainView(at, drawn).forEach((colour, pixel) =>
      colour.forEach((value, channel) => (valuesOf(output)[(view * PIXELS + pixel) * 3 + channel] = (value - mean[channel]!) / deviation[channel]!)),
    );
  }
  return output;
};
