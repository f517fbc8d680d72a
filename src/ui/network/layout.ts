/**
 * The geometry of the network drawing: pure numbers from a description of the network. Height means channels, on a
 * log scale, so that the silhouette really expands or narrows at the last block; breadth means the side of the map.
 */
import type { LayerDescription, NetworkDescription } from '../../model/describe';

export interface Bar {
  id: string;
  kind: LayerDescription['kind'] | 'representation';
  x: number;
  breadth: number;
  height: number;
  channels: number;
  side: number;
}

export interface Place {
  x: number;
  y: number;
}

export interface NetworkLayout {
  width: number;
  height: number;
  /** The line that every bar is centred on. */
  axis: number;
  /** From left to right. */
  bars: Bar[];
  /** Where the loss and the probe stand. */
  loss: Place;
  probe: Place;
  /** The line under the bars on which channel numbers stand. */
  baseline: number;
  compact: boolean;
}

const SMALLEST_CHANNELS = 4;
const LARGEST_CHANNELS = 32_768;
const SMALLEST_HEIGHT = 6;
/** Room above the bars for the probe's branch, and below them for two lines of numbers. */
const ABOVE = 50;
const BELOW = 72;
const PROBE_LINE = 20;
/** In a narrower drawing, labels are shorter. */
const COMPACT_BELOW = 560;
/** Breadth of a 32×32 map. Bars take at most this share of the room, so that gaps stay visible. */
const BROADEST_BAR = 56;
const MOST_FOR_BARS = 0.55;

/** Height of a bar with so many channels, where the widest possible one is `full` high. */
export function heightOf(channels: number, full: number): number {
  const share = Math.log2(channels / SMALLEST_CHANNELS) / Math.log2(LARGEST_CHANNELS / SMALLEST_CHANNELS);
  return SMALLEST_HEIGHT + Math.max(0, share) * (full - SMALLEST_HEIGHT);
}

/** The inverse of `heightOf`, for a hand on the last block. */
export function channelsAt(height: number, full: number): number {
  const share = (height - SMALLEST_HEIGHT) / (full - SMALLEST_HEIGHT);
  return SMALLEST_CHANNELS * (LARGEST_CHANNELS / SMALLEST_CHANNELS) ** share;
}

/** Height of the widest bar in a drawing of this height. */
export function fullHeight(height: number): number {
  return height - ABOVE - BELOW;
}

export function centre(bar: Bar): number {
  return bar.x + bar.breadth / 2;
}

/** Breadth in units: a 32×32 map is 1, a vector a thin line. */
function units(side: number): number {
  return side <= 1 ? 0.14 : 0.16 + 0.84 * (side / 32) ** 0.6;
}

/** `drawnWidth` is the last block's width as drawn, which may still be on its way to the real one. */
export function layOut(network: NetworkDescription, drawnWidth: number, width: number, height: number): NetworkLayout {
  const compact = width < COMPACT_BELOW;
  const full = fullHeight(height);
  const margin = compact ? 6 : 14;
  const end = compact ? 64 : 116;
  const columns = columnsOf(network);

  const room = width - margin - end;
  const breadthUnits = columns.reduce((sum, { side }) => sum + units(side), 0);
  const unit = Math.min(BROADEST_BAR, (MOST_FOR_BARS * room) / breadthUnits);
  const gapWeights = columns.reduce((sum, { gap }) => sum + gap, 0);
  const gap = (room - breadthUnits * unit) / gapWeights;

  let x = margin;
  const bars = columns.map(({ id, kind, side, channels, gap: weight }) => {
    const breadth = units(side) * unit;
    const drawn = kind === 'last' || kind === 'representation' ? drawnWidth : channels;
    const bar: Bar = { id, kind, x, breadth, height: heightOf(drawn, full), channels, side };
    x += breadth + weight * gap;
    return bar;
  });
  const outcome = width - end + (compact ? 4 : 12);
  const axis = ABOVE + full / 2;
  return {
    width,
    height,
    axis,
    bars,
    loss: { x: outcome, y: axis },
    probe: { x: outcome, y: PROBE_LINE },
    baseline: axis + full / 2 + 26,
    compact,
  };
}

interface Column {
  id: string;
  kind: Bar['kind'];
  side: number;
  channels: number;
  /** Weight of the gap behind it. */
  gap: number;
}

/** Backbone, representation, projector, from left to right. Gaps are larger where something else begins. */
function columnsOf({ layers }: NetworkDescription): Column[] {
  const backbone = layers.filter(({ kind }) => kind !== 'projector');
  const projector = layers.filter(({ kind }) => kind === 'projector');
  const last = backbone[backbone.length - 1]!;
  return [
    ...backbone.map(({ id, kind, side, channels }) => ({ id, kind, side, channels, gap: kind === 'last' ? 1.5 : 1 })),
    { id: 'representation', kind: 'representation', side: 1, channels: last.channels, gap: 2 },
    ...projector.map(({ id, kind, side, channels }) => ({ id, kind, side, channels, gap: 1.7 })),
  ];
}
