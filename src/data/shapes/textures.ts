/**
 * Background textures: how much of the second background colour, 0…1, shows at a point. Coordinates are in
 * periods of the texture, so that one unit is one repetition.
 */
import type { Random } from '../../random/stream';
import type { textureNames } from './factors';

export type Texture = (u: number, v: number) => number;

type TextureName = (typeof textureNames)[number];

const TURN = 2 * Math.PI;

/** A soft step from 0 to 1 around `value` = 0; `slope` sets how sharp. */
function edge(value: number, slope: number): number {
  return Math.min(1, Math.max(0, 0.5 + slope * value));
}

/** Distance to the nearest whole number, 0…0.5. */
function toWhole(value: number): number {
  return Math.abs(value - Math.round(value));
}

const LATTICE = 16;

/** Smoothed random values on a lattice (value noise) with cells of half a period; repeats after eight periods. */
function clouds(random: Random): Texture {
  const values = Float32Array.from({ length: LATTICE * LATTICE }, () => random.uniform());
  const at = (column: number, row: number) => values[(row & (LATTICE - 1)) * LATTICE + (column & (LATTICE - 1))]!;
  return (u, v) => {
    const left = Math.floor(2 * u);
    const top = Math.floor(2 * v);
    const x = 2 * u - left;
    const y = 2 * v - top;
    const sx = x * x * (3 - 2 * x);
    const sy = y * y * (3 - 2 * y);
    const upper = at(left, top) * (1 - sx) + at(left + 1, top) * sx;
    const lower = at(left, top + 1) * (1 - sx) + at(left + 1, top + 1) * sx;
    return edge(upper * (1 - sy) + lower * sy - 0.5, 2);
  };
}

/** Makes a texture; only `clouds` draws from `random`. */
export const textures: Readonly<Record<TextureName, (random: Random) => Texture>> = {
  stripes: () => (u) => edge(Math.sin(TURN * u), 1.2),
  checks: () => (u, v) => edge(Math.sin(TURN * u) * Math.sin(TURN * v), 2),
  dots: () => (u, v) => edge(0.3 - Math.sqrt(toWhole(u) ** 2 + toWhole(v) ** 2), 6),
  ripples: () => (u, v) => edge(Math.sin(TURN * Math.sqrt(u * u + v * v)), 1.2),
  grid: () => (u, v) => edge(0.14 - Math.min(toWhole(u), toWhole(v)), 6),
  clouds,
};
