/**
 * A scene in numbers: the six factors decide where the object is and what it looks like, and everything else (light,
 * colours of the background, clutter, what stands in front) varies freely, so that no single pixel gives a factor away.
 */
import type { Random } from '../../random/stream';
import { IMAGE_SIDE } from '../dataset';
import { fromHsv, type Colour } from './colour';
import { hueNames, orientationNames, shapeNames, textureNames, type Factors } from './factors';
import type { OutlineName } from './outlines';
import { drawLattice, type TextureName } from './textures';

/** Something painted over what is there already. Lengths in pixels. */
export interface Patch {
  outline: OutlineName;
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
  texture: TextureName;
  /** Random values that clouds are made of; empty for the other textures. */
  lattice: Float32Array;
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
const RADII = [5.5, 7.5, 10, 13] as const;
const RADIUS_SPREAD = 0.08;
/** Centres of the 3×3 grid in pixels. */
const CENTRES = [9.5, 16, 22.5] as const;
const CENTRE_SPREAD = 1.5;
/** Share of its bin that a hue or an orientation may fill, so that classes do not touch. */
const BIN_FILL = 0.6;
/** Companions lie one to a cell of a 3×3 grid, so that they seldom touch. */
const COMPANION_CELLS = 9;
const COMPANION_CHANCE = 0.85;

export function drawScene(factors: Factors, random: Random): Scene {
  const background = drawBackground(factors.texture, random);
  const object = drawObject(factors, random);
  const behind = drawCompanions(object, random);
  const inFront = random.uniform() < 0.2 ? [drawOccluder(object, random)] : [];
  return { background, patches: [...behind, object, ...inFront], light: drawLight(random) };
}

const NO_LATTICE = new Float32Array(0);

function drawBackground(texture: number, random: Random): Background {
  const name = textureNames[texture]!;
  const angle = random.between(0, 2 * Math.PI);
  const hue = random.uniform();
  const dark = random.between(0.25, 0.45);
  const colours: [Colour, Colour] = [
    fromHsv(hue, random.between(0, 0.2), dark),
    fromHsv(hue + random.between(-0.25, 0.25), random.between(0, 0.2), dark + random.between(0.2, 0.3)),
  ];
  if (random.uniform() < 0.5) colours.reverse();
  return {
    texture: name,
    lattice: name === 'clouds' ? drawLattice(random) : NO_LATTICE,
    colours,
    originX: random.between(0, IMAGE_SIDE),
    originY: random.between(0, IMAGE_SIDE),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    period: random.between(5.5, 8),
  };
}

function drawObject(factors: Factors, random: Random): Patch {
  const centred = () => random.between(-0.5, 0.5);
  const angle = (2 * Math.PI * (factors.orientation + BIN_FILL * centred())) / orientationNames.length;
  const hue = (factors.hue + BIN_FILL * centred()) / hueNames.length;
  return {
    outline: shapeNames[factors.shape]!,
    x: CENTRES[factors.position % 3]! + random.between(-CENTRE_SPREAD, CENTRE_SPREAD),
    y: CENTRES[Math.floor(factors.position / 3)]! + random.between(-CENTRE_SPREAD, CENTRE_SPREAD),
    radius: RADII[factors.size]! * random.between(1 - RADIUS_SPREAD, 1 + RADIUS_SPREAD),
    cosine: Math.cos(angle),
    sine: Math.sin(angle),
    colour: fromHsv(hue, random.between(0.65, 1), random.between(0.5, 0.65)),
    tip: 0.5,
  };
}

/**
 * Colourless small copies of the object, turned as it is, all light or all dark. Without them most random crops would
 * not show the shape at all, and nothing but background would be left for two views to agree on.
 */
function drawCompanions({ outline, cosine, sine }: Patch, random: Random): Patch[] {
  const isLight = random.uniform() < 0.5;
  const cell = IMAGE_SIDE / 3;
  const companions: Patch[] = [];
  for (let index = 0; index < COMPANION_CELLS; index++) {
    if (random.uniform() > COMPANION_CHANCE) continue;
    companions.push({
      outline,
      x: cell * ((index % 3) + random.between(0.25, 0.75)),
      y: cell * (Math.floor(index / 3) + random.between(0.25, 0.75)),
      radius: random.between(3.6, 5),
      cosine,
      sine,
      colour: fromHsv(random.uniform(), random.between(0, 0.2), isLight ? random.between(0.85, 1) : random.between(0.05, 0.2)),
      tip: 0,
    });
  }
  return companions;
}

/** A thin bar in front of the object, through a point near its centre. */
function drawOccluder(object: Patch, random: Random): Patch {
  const angle = random.between(0, 2 * Math.PI);
  return {
    outline: 'bar',
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
    contrast: random.between(0.8, 1.15),
    brightness: random.between(-0.08, 0.08),
    noise: random.between(0.01, 0.04),
  };
}
