/** A square image of any size to 32×32 planar bytes, each pixel the mean of the area that it covers, so that nothing aliases. */
import { IMAGE_BYTES, IMAGE_CHANNELS, IMAGE_SIDE } from '../dataset';

/** How much of each source pixel a target pixel covers, along one side; the same for rows and columns. */
interface Cover {
  first: number;
  shares: number[];
}

/** `rgba` is [side, side, 4], alpha ignored. Smaller images than 32×32 are enlarged: the area is then a part of a pixel. */
export function shrink(rgba: Uint8ClampedArray, side: number): Uint8Array {
  const covers = Array.from({ length: IMAGE_SIDE }, (_, place) => coverOf(place, side));
  const planar = new Uint8Array(IMAGE_BYTES);
  for (let channel = 0; channel < IMAGE_CHANNELS; channel++) {
    for (let row = 0; row < IMAGE_SIDE; row++) {
      for (let column = 0; column < IMAGE_SIDE; column++) {
        const mean = meanOf(rgba, side, covers[row]!, covers[column]!, channel);
        planar[(channel * IMAGE_SIDE + row) * IMAGE_SIDE + column] = Math.round(mean);
      }
    }
  }
  return planar;
}

function coverOf(place: number, side: number): Cover {
  const from = (place * side) / IMAGE_SIDE;
  const to = ((place + 1) * side) / IMAGE_SIDE;
  const first = Math.floor(from);
  const shares = Array.from({ length: Math.ceil(to) - first }, (_, index) => {
    const covered = Math.min(to, first + index + 1) - Math.max(from, first + index);
    return covered / (to - from);
  });
  return { first, shares };
}

function meanOf(rgba: Uint8ClampedArray, side: number, rows: Cover, columns: Cover, channel: number): number {
  let sum = 0;
  for (let row = 0; row < rows.shares.length; row++) {
    const start = ((rows.first + row) * side + columns.first) * 4 + channel;
    for (let column = 0; column < columns.shares.length; column++) {
      sum += rows.shares[row]! * columns.shares[column]! * rgba[start + column * 4]!;
    }
  }
  return sum;
}
