/**
 * The hue that dominates an image: the fullest of eight bins of 45°, in a histogram in which a pixel counts with its
 * saturation · value. In HSV that product is max − min, the chroma (Smith 1978), so grey pixels, whose hue is noise, count nothing.
 *
 * A histogram and not the circular mean of hues: the mean of red and green is yellow, which no pixel shows. Counts are whole
 * numbers, so the order of the pixels, and with it a turn of the image, changes nothing.
 */

/** Bins are centred on these: 0°, 45°, … */
export const hueNames = ['red', 'amber', 'lime', 'green', 'cyan', 'blue', 'violet', 'pink'] as const;

/** Index into `hueNames` for a planar image; of bins that are equally full the first, and so red for a grey image. */
export function dominantHue(image: Uint8Array): number {
  const plane = image.length / 3;
  const bins = new Float64Array(hueNames.length);
  for (let at = 0; at < plane; at++) {
    const red = image[at]!;
    const green = image[at + plane]!;
    const blue = image[at + 2 * plane]!;
    const chroma = Math.max(red, green, blue) - Math.min(red, green, blue);
    if (chroma > 0) bins[binOf(hue(red, green, blue, chroma))]! += chroma;
  }
  return bins.indexOf(Math.max(...bins));
}

/** In sixths of a turn, −1…5. */
function hue(red: number, green: number, blue: number, chroma: number): number {
  if (red >= green && red >= blue) return (green - blue) / chroma;
  if (green >= blue) return 2 + (blue - red) / chroma;
  return 4 + (red - green) / chroma;
}

function binOf(sixths: number): number {
  const count = hueNames.length;
  return (Math.floor((sixths * count) / 6 + 0.5) + count) % count;
}
