/** Where things lie in the large chart: pure numbers from its size. */
import { formatWhole } from '../text/format';
import { nearestIndex, powersAndHalves } from '../text/scale';

/** What the D axis shows. A wider or narrower network stands at its end. */
export const NARROWEST = 16;
export const WIDEST = 2048;

/** Where a dragged handle may rest: recorded widths and the halves between them. */
export const handleSteps: readonly number[] = powersAndHalves(NARROWEST, WIDEST);

/** Narrower charts have shorter labels. */
const COMPACT_BELOW = 560;
/** From the last grid line to the rail that the handle runs on, and below it to the end of the drawing. */
const TO_RAIL = 30;
const BELOW_RAIL = 38;
/** What a panel is called, in two lines above it. */
export const HEAD = 46;

export interface PanelBox {
  readonly left: number;
  readonly right: number;
  /** Of 16 and of 2,048. */
  readonly first: number;
  readonly last: number;
}

export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly compact: boolean;
  /** Of the plots. */
  readonly top: number;
  readonly bottom: number;
  readonly rail: number;
  readonly panels: readonly PanelBox[];
  /** Behind a panel, for the names of curves by step. */
  readonly room: number;
}

export function geometryOf(width: number, height: number, panels: number): Geometry {
  const compact = width < COMPACT_BELOW;
  const axis = compact ? 31 : 40;
  const room = compact ? 30 : 52;
  const gap = compact ? 2 : 6;
  const inner = compact ? 10 : 16;
  const breadth = (width - axis - panels * room - (panels - 1) * gap) / panels;
  const boxes = Array.from({ length: panels }, (_, index): PanelBox => {
    const left = axis + index * (breadth + room + gap);
    return { left, right: left + breadth, first: left + inner, last: left + breadth - inner };
  });
  const bottom = height - TO_RAIL - BELOW_RAIL;
  return { width, height, compact, top: HEAD + 10, bottom, rail: bottom + TO_RAIL, panels: boxes, room };
}

export function placeOfWidth({ first, last }: PanelBox, width: number): number {
  const share = Math.log(width / NARROWEST) / Math.log(WIDEST / NARROWEST);
  return first + Math.min(1, Math.max(0, share)) * (last - first);
}

/** The resting place of the handle nearest to a pointer. */
export function widthAtPlace({ first, last }: PanelBox, x: number): number {
  const share = Math.min(1, Math.max(0, (x - first) / (last - first)));
  return handleSteps[nearestIndex(handleSteps, NARROWEST * (WIDEST / NARROWEST) ** share, 'ratio')]!;
}

/** The next power of two in a direction, which is where the arrow keys go. */
export function nextPower(width: number, direction: 1 | -1): number {
  const power = Math.log2(width);
  const next = direction > 0 ? Math.floor(power + 1e-9) + 1 : Math.ceil(power - 1e-9) - 1;
  return Math.min(WIDEST, Math.max(NARROWEST, 2 ** next));
}

export type Height = (share: number) => number;

/** Pixels of an accuracy, from 0 at the bottom to `most` at the top. */
export function heightScale({ top, bottom }: Geometry, most: number): Height {
  return (share) => bottom - (Math.min(share, most) / most) * (bottom - top);
}

/** The top of the accuracy axis: the next tenth above everything shown. */
export function topOf(shares: Iterable<number>): number {
  return Math.min(1, Math.ceil(Math.max(0.2, ...shares) * 10 - 1e-6) / 10);
}

/** Every tenth, or every fifth where there is little room. */
export function shareTicks(most: number, { top, bottom }: Geometry): number[] {
  const step = (bottom - top) / (most * 10) < 24 ? 0.2 : 0.1;
  return Array.from({ length: Math.floor(most / step + 1e-6) + 1 }, (_, index) => index * step);
}

/** Widths to write along the rail: all powers of two where there is room, else the ends. */
export function railTicks({ first, last }: PanelBox): number[] {
  const all = handleSteps.filter((width) => Number.isInteger(Math.log2(width)));
  return (last - first) / (all.length - 1) >= 36 ? all : [NARROWEST, WIDEST];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export function path(places: readonly Place[]): string {
  return places.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** A height for a line of text over [from, to] that clears a curve: above it or below it. */
export function clearOf(places: readonly Place[], { from, to }: { from: number; to: number }, side: 'above' | 'below'): number {
  const within = places.filter(({ x }) => x >= from && x <= to).map(({ y }) => y);
  const crossed = places.slice(1).flatMap((right, index) => {
    const left = places[index]!;
    return [from, to].filter((x) => x > left.x && x < right.x).map((x) => left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x));
  });
  const heights = [...within, ...crossed];
  return side === 'above' ? Math.min(...heights) - 9 : Math.max(...heights) + 19;
}

/** "D = 2,048" as people read it. */
export function spellWidth(width: number): string {
  return `D = ${formatWhole(width)}`;
}
