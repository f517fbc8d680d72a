/** Geometry of the map: from feature space to pixels, which point is meant, how classes are told apart. Pure. */
import { runStyle } from '../charts/runStyle';

/** As many as colour and marker together can tell apart. */
export const MOST_CLASSES = 20;

const COLOURS = 10;
const MARKERS = 6;
/** Colours that share a marker stay apart for people who see no red or no green (test/ui/map.test.ts holds it). */
const SECOND_ROUND = 2;

export interface ClassStyle {
  /** Name of the style sheet's colour. */
  token: string;
  /** Outline of the marker around 0, 0. */
  marker: string;
}

/** Class names that are hues themselves: a red dot that means "emerald" would be read wrong every time. */
const hues: readonly string[] = ['red', 'orange', 'amber', 'yellow', 'lime', 'green', 'emerald', 'cyan', 'azure', 'blue', 'indigo', 'violet', 'purple', 'pink'];

export function classStyle(label: number, classNames: readonly string[] = []): ClassStyle {
  const colour = label % COLOURS;
  const round = Math.floor(label / COLOURS);
  const named = classNames.filter((name) => hues.includes(name));
  // Names such as "grey" may stand among hues.
  const isHue = named.length > 2 && named.includes(classNames[label]!);
  return {
    token: isHue ? `--hue-${classNames[label]!}` : named.length > 2 ? '--trunk' : `--class-${colour}`,
    marker: runStyle((colour + SECOND_ROUND * round) % MARKERS).marker,
  };
}

/** Places [n, 2] in pixels: in the middle of the frame, both axes to the same scale, the second axis upwards. */
export function placesIn(places: Float32Array, width: number, height: number, margin: number): Float32Array<ArrayBuffer> {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  places.forEach((value, index) => {
    low[index % 2] = Math.min(low[index % 2]!, value);
    high[index % 2] = Math.max(high[index % 2]!, value);
  });
  const [spanX, spanY] = [high[0]! - low[0]! || 1, high[1]! - low[1]! || 1];
  const scale = Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY);
  const [middleX, middleY] = [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2];
  const pixels = new Float32Array(places.length);
  for (let at = 0; at < places.length; at += 2) {
    pixels[at] = width / 2 + (places[at]! - middleX) * scale;
    pixels[at + 1] = height / 2 - (places[at + 1]! - middleY) * scale;
  }
  return pixels;
}

/** Index of the point nearest to a place; null where none is within reach. */
export function nearestPoint(pixels: Float32Array, x: number, y: number, reach: number): number | null {
  let nearest: number | null = null;
  let least = reach * reach;
  for (let index = 0; index < pixels.length / 2; index++) {
    const distance = (pixels[2 * index]! - x) ** 2 + (pixels[2 * index + 1]! - y) ** 2;
    if (distance > least) continue;
    least = distance;
    nearest = index;
  }
  return nearest;
}

/** The next point in a direction (a unit step along an axis): the nearest of those that lie more that way than aside. */
export function pointTowards(pixels: Float32Array, from: number, stepX: number, stepY: number): number | null {
  let next: number | null = null;
  let least = Infinity;
  for (let index = 0; index < pixels.length / 2; index++) {
    const x = pixels[2 * index]! - pixels[2 * from]!;
    const y = pixels[2 * index + 1]! - pixels[2 * from + 1]!;
    const ahead = x * stepX + y * stepY;
    const aside = Math.abs(x * stepY) + Math.abs(y * stepX);
    if (ahead <= 0 || aside > ahead) continue;
    // Twice as far aside counts as twice as far: a straight way is what the key asked for.
    const distance = ahead + 2 * aside;
    if (distance >= least) continue;
    least = distance;
    next = index;
  }
  return next;
}

export interface Neighbour {
  index: number;
  cosine: number;
}

/** The nearest images of one, nearest first. */
export function neighboursOf({ count, neighbours, cosines }: { count: number; neighbours: Int32Array; cosines: Float32Array }, index: number): Neighbour[] {
  const each = neighbours.length / count;
  return Array.from({ length: each }, (_, place) => ({ index: neighbours[index * each + place]!, cosine: cosines[index * each + place]! }));
}
