/**
 * The outlines of the eight shapes as signed distances: negative inside, positive outside, near enough to the true
 * distance within a pixel of the edge, which is all that anti-aliasing needs. Each spans about the unit disc; +x is
 * the direction of its orientation.
 */
import type { shapeNames } from './factors';

export type Outline = (x: number, y: number) => number;

type ShapeName = (typeof shapeNames)[number];

function box(x: number, y: number, halfWidth: number, halfHeight: number): number {
  return Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);
}

/** Half planes at distance `inner` from the centre, their normals at 60°, 180° and 300°: a corner points along +x. */
function triangle(x: number, y: number): number {
  const inner = 0.52;
  return Math.max(-x, 0.5 * x + 0.8660254 * Math.abs(y)) - inner;
}

const STAR_SECTOR = (2 * Math.PI) / 5;
/** Unit normal of the edge from the tip (1, 0) to the notch at radius 0.45 and 36°. */
const starEdge = (() => {
  const notchX = 0.45 * Math.cos(STAR_SECTOR / 2);
  const notchY = 0.45 * Math.sin(STAR_SECTOR / 2);
  const length = Math.hypot(1 - notchX, notchY);
  return { normalX: notchY / length, normalY: (1 - notchX) / length };
})();

function star(x: number, y: number): number {
  const angle = Math.atan2(y, x);
  const folded = Math.abs(angle - STAR_SECTOR * Math.round(angle / STAR_SECTOR));
  const radius = Math.sqrt(x * x + y * y);
  const { normalX, normalY } = starEdge;
  return (radius * Math.cos(folded) - 1) * normalX + radius * Math.sin(folded) * normalY;
}

/** Two discs on the upper edges of a square that stands on its corner; the corner points along +x. */
function heart(x: number, y: number): number {
  const side = 1.05;
  // The square's own axes, from its outer corner inwards.
  const u = (0.95 - x - y) * Math.SQRT1_2;
  const v = (0.95 - x + y) * Math.SQRT1_2;
  const square = box(u - side / 2, v - side / 2, side / 2, side / 2);
  const lobes = Math.min(Math.hypot(u - side, v - side / 2), Math.hypot(u - side / 2, v - side)) - side / 2;
  return Math.min(square, lobes);
}

export const outlines: Readonly<Record<ShapeName, Outline>> = {
  disc: (x, y) => Math.sqrt(x * x + y * y) - 0.86,
  square: (x, y) => box(x, y, 0.74, 0.74),
  triangle,
  star,
  cross: (x, y) => Math.min(box(x, y, 0.95, 0.3), box(x, y, 0.3, 0.95)),
  ring: (x, y) => Math.abs(Math.sqrt(x * x + y * y) - 0.7) - 0.24,
  crescent: (x, y) => Math.max(Math.sqrt(x * x + y * y) - 0.95, 0.78 - Math.hypot(x + 0.5, y)),
  heart,
};
