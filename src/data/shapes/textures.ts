/**
 * Background textures: how much of the second background colour, 0…1, shows at a point. Coordinates are in periods of
 * the texture, so that one unit is one repetition.
 *
 * One function with a switch, not a table of functions: the engine can then inline it, which makes drawing twice as fast.
 */
import type { Random } from '../../random/stream';
import type { textureNames } from './factors';

export type TextureName = (typeof textureNames)[number];

/** `lattice` is what `clouds` are made of; see `drawLattice`. */
export function textureAt(name: TextureName, u: number, v: number, lattice: Float32Array): number {
  switch (name) {
    case 'stripes':
      return edge(toWhole(u) - 0.25, 6);
    case 'checks':
      return edge((toWhole(u) - 0.25) * (toWhole(v) - 0.25), 40);
    case 'dots':
      return edge(0.09 - toWhole(u) ** 2 - toWhole(v) ** 2, 12);
    case 'ripples':
      return edge(toWhole(Math.sqrt(u * u + v * v)) - 0.25, 6);
    case 'grid':
      return edge(0.14 - Math.min(toWhole(u), toWhole(v)), 6);
    case 'clouds':
      return edge(valueNoise(2 * u, 2 * v, lattice) - 0.5, 2);
  }
}

/** A soft step from 0 to 1 around `value` = 0; `slope` sets how sharp. */
function edge(value: number, slope: number): number {
  return Math.min(1, Math.max(0, 0.5 + slope * value));
}

/** Distance to the nearest whole number, 0…0.5. */
function toWhole(value: number): number {
  return Math.abs(value - Math.floor(value + 0.5));
}

const LATTICE_SIDE = 16;

/** Random values 0…1 on a lattice that repeats after 16 cells. */
export function drawLattice(random: Random): Float32Array {
  const lattice = new Float32Array(LATTICE_SIDE * LATTICE_SIDE);
  for (let point = 0; point < lattice.length; point++) lattice[point] = random.uniform();
  return lattice;
}

/** The lattice's values with smooth transitions between its points. */
function valueNoise(x: number, y: number, lattice: Float32Array): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const shareX = smooth(x - left);
  const shareY = smooth(y - top);
  const upper = latticeAt(lattice, left, top) * (1 - shareX) + latticeAt(lattice, left + 1, top) * shareX;
  const lower = latticeAt(lattice, left, top + 1) * (1 - shareX) + latticeAt(lattice, left + 1, top + 1) * shareX;
  return upper * (1 - shareY) + lower * shareY;
}

function latticeAt(lattice: Float32Array, column: number, row: number): number {
  return lattice[(row & (LATTICE_SIDE - 1)) * LATTICE_SIDE + (column & (LATTICE_SIDE - 1))]!;
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}
