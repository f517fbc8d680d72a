/** Images turned by quarter turns; which turn it was is a task (RotNet: Gidaris, Singh and Komodakis 2018, arXiv 1803.07728). */
import { IMAGE_CHANNELS, IMAGE_SIDE } from '../dataset';

export const turnNames = ['not turned', 'quarter turn right', 'half turn', 'quarter turn left'] as const;

const LAST = IMAGE_SIDE - 1;

/** For each turn: where the new upper left pixel was, and how far apart its neighbours below and to the right were. */
const walks = [
  { start: 0, down: IMAGE_SIDE, right: 1 },
  { start: LAST * IMAGE_SIDE, down: 1, right: -IMAGE_SIDE },
  { start: LAST * IMAGE_SIDE + LAST, down: -IMAGE_SIDE, right: -1 },
  { start: LAST, down: -1, right: IMAGE_SIDE },
] as const;

/** Writes a planar image, turned by `turn` of `turnNames`, into `target`. */
export function turnInto(target: Uint8Array, image: Uint8Array, turn: number): void {
  const { start, down, right } = walks[turn]!;
  let written = 0;
  for (let channel = 0; channel < IMAGE_CHANNELS; channel++) {
    for (let row = 0; row < IMAGE_SIDE; row++) {
      const first = channel * IMAGE_SIDE * IMAGE_SIDE + start + row * down;
      for (let column = 0; column < IMAGE_SIDE; column++) target[written++] = image[first + column * right]!;
    }
  }
}
