/**
 * A scene in numbers: the six factors decide where the object is and what it looks like, and everything else (light,
 * colours of the background, clutter, what stands in front) varies freely, so that no single pixel gives a factor away.
 */
import type { Random } from '../../random/stream';
import { IMAGE_SIDE } from '../dataset';
import { fromHsv, type Colour } from './colour';
import { hueNames, orientationNames, shapeNames, textureNames, type Factors } from './factors';
import { outlines, type Outline } from './outlines';
import { textures, type Texture } from './textures';

/** Something painted over what is there already. Lengths in pixels. */
export interface Patch {
  outline: Outline;
  x: number;
  y: number;
  radius: number;
  /** Turned by this angle; the outline's +x then points along (cosine, sine), y downwards. */
  cosine: number;
  sine: number;
  colour: Colour;
  /** How much lighter the +x end is than the other, as a share of the colour. */
  tip: number;
}

export interface Background {
  texture: Texture;
  colours: readonly [Colour, Colour];
  /** Texture coordinates are (x, y) minus the origin, turned, and divided by the period in pixels. */
  originX: number;
  originY: number;
  cosine: number;
  sine: number;
  period: number;
}

export interface Light {
  cast: Colour;
  /** Relative change of brightness from the centre to the edge, along x and y. */
  slopeX: number;
  slopeY: number;
  contrast: number;
  brightness: number;
  /** Standard deviation of the sensor's noise, of values 0…1. */
  noise: number;
}

export interface Scene {
  background: Background;
  /** From back to front; the object of interest is among them. */
  patches: Patch[];
  light: Light;
}

/** Radius of the object in pixels, by size class. */
const RADII = [4.6, 6.3, 8.4, 11] as const;
const RADIUS_SPREAD = 0.09;
/** Centres of the 3×3 grid in pixels. */
const CENTRES = [9, 16, 23] as const;
const CENTRE_SPREAD = 1.5;
/** Share of its bin that a hue or an orientation may fill, so that classes do not touch. */
const BIN_FILL = 0.6;
const MOST_CLUTTER = 4;

export function drawScene(factors: Factors, random: Random): Scene {
  const background = drawBackground(factors.texture, random);
  const object = drawObject(factors, random);
  const behind = Array.from({ length: 1 + random.below(MOST_CLUTTER) }, () => drawClutter(random));
  const inFront = random.uniform() < 0.4 ? [drawOccluder(object, random)] : [];
  return { background, patches: [...behind, object, ...inFront], light: drawLight(random) };
}

function drawBackground(texture: number, random: Random): Background {
  const angle = random.between(0, 2 * Math.PI);
  const hue = random.uniform();
  const dark = random.between(0.1, 0.5);
  const colours: [Colour, Colour] = [
    fromHsv(hue, random.between(0, 0.5), dark),
    fromHsv(hue + random.between(-0.25, 0.25), random.between(0, 0.5), dark + random.between(0.25, 0.5)),
  ];
  if (random.uniform() < 0.5) colours.reverse();
  return {
    texture: textures[textureNames[texture]!](random),
    colours,
    originX: random.between(0, IMAGE_SIDE),
    originY: random.between(0, IMAGE_SIDE),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    period: random.between(5, 9),
  };
}

function drawObject(factors: Factors, random: Random): Patch {
  const centred = () => random.between(-0.5, 0.5);
  const angle = (2 * Math.PI * (factors.orientation + BIN_FILL * centred())) / orientationNames.length;
  const hue = (factors.hue + BIN_FILL * centred()) / hueNames.length;
  return {
    outline: outlines[shapeNames[factors.shape]!],
    x: CENTRES[factors.position % 3]! + random.between(-CENTRE_SPREAD, CENTRE_SPREAD),
    y: CENTRES[Math.floor(factors.position / 3)]! + random.between(-CENTRE_SPREAD, CENTRE_SPREAD),
    radius: RADII[factors.size]! * random.between(1 - RADIUS_SPREAD, 1 + RADIUS_SPREAD),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    colour: fromHsv(hue, random.between(0.65, 1), random.between(0.6, 0.95)),
    tip: 0.45,
  };
}

const bar: Outline = (x, y) => Math.max(Math.abs(x) - 1, Math.abs(y) - 0.22);

/** Small things of any colour that lie about behind the object. */
function drawClutter(random: Random): Patch {
  const angle = random.between(0, 2 * Math.PI);
  return {
    outline: random.uniform() < 0.5 ? bar : outlines.disc,
    x: random.between(0, IMAGE_SIDE),
    y: random.between(0, IMAGE_SIDE),
    radius: random.between(1.5, 4),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    colour: fromHsv(random.uniform(), random.between(0, 1), random.between(0.2, 1)),
    tip: 0,
  };
}

/** A thin bar in front of the object, through a point near its centre. */
function drawOccluder(object: Patch, random: Random): Patch {
  const angle = random.between(0, 2 * Math.PI);
  return {
    outline: bar,
    x: object.x + object.radius * random.between(-0.6, 0.6),
    y: object.y + object.radius * random.between(-0.6, 0.6),
    radius: random.between(5, 9),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    colour: fromHsv(random.uniform(), random.between(0, 0.5), random.between(0.1, 0.9)),
    tip: 0,
  };
}

function drawLight(random: Random): Light {
  const angle = random.between(0, 2 * Math.PI);
  const slope = random.between(0, 0.35);
  return {
    cast: [random.between(0.85, 1.1), random.between(0.85, 1.1), random.between(0.85, 1.1)],
    slopeX: slope * Math.cos(angle),
    slopeY: slope * Math.sin(angle),
    contrast: random.between(0.65, 1.15),
    brightness: random.between(-0.08, 0.08),
    noise: random.between(0.01, 0.06),
  };
}
