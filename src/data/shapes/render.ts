/** From a scene to the bytes of an image. */
import { randomStream, type Random } from '../../random/stream';
import { IMAGE_SIDE } from '../dataset';
import { distanceTo } from './outlines';
import type { Background, Light, Patch, Scene } from './scene';
import { textureAt } from './textures';

const PLANE = IMAGE_SIDE * IMAGE_SIDE;
/** How far beyond its radius an outline may reach, plus a pixel for its soft edge. */
const REACH = 1.1;

/**
 * Draws scenes one after the other into caller-owned bytes. One canvas of floats [3, 32, 32] is kept between
 * scenes, since allocating it anew would cost as much as the drawing.
 */
export function sceneRenderer(): (scene: Scene, random: Random, target: Uint8Array) => void {
  const canvas = new Float32Array(3 * PLANE);
  const noise = normalTable();
  return (scene, random, target) => {
    paintBackground(canvas, scene.background);
    for (const patch of scene.patches) paintPatch(canvas, patch);
    expose(canvas, scene.light, noise, random, target);
  };
}

function paintBackground(canvas: Float32Array, background: Background): void {
  const { texture, lattice, colours, originX, originY, period } = background;
  const cosine = background.cosine / period;
  const sine = background.sine / period;
  const [first, second] = colours;
  for (let y = 0, pixel = 0; y < IMAGE_SIDE; y++) {
    for (let x = 0; x < IMAGE_SIDE; x++, pixel++) {
      const dx = x - originX;
      const dy = y - originY;
      const share = textureAt(texture, cosine * dx + sine * dy, cosine * dy - sine * dx, lattice);
      canvas[pixel] = first[0] + share * (second[0] - first[0]);
      canvas[PLANE + pixel] = first[1] + share * (second[1] - first[1]);
      canvas[2 * PLANE + pixel] = first[2] + share * (second[2] - first[2]);
    }
  }
}

/** Anti-aliased by the distance to the edge: a pixel is covered by 0.5 − distance, within 0…1. */
function paintPatch(canvas: Float32Array, patch: Patch): void {
  const { outline, radius, cosine, sine, colour, tip } = patch;
  const reach = REACH * radius + 1;
  const fromX = Math.max(0, Math.ceil(patch.x - reach));
  const toX = Math.min(IMAGE_SIDE - 1, Math.floor(patch.x + reach));
  const fromY = Math.max(0, Math.ceil(patch.y - reach));
  const toY = Math.min(IMAGE_SIDE - 1, Math.floor(patch.y + reach));
  for (let y = fromY; y <= toY; y++) {
    for (let x = fromX; x <= toX; x++) {
      const dx = (x - patch.x) / radius;
      const dy = (y - patch.y) / radius;
      const along = cosine * dx + sine * dy;
      const coverage = Math.min(1, 0.5 - radius * distanceTo(outline, along, cosine * dy - sine * dx));
      if (coverage <= 0) continue;
      const shade = 1 + tip * Math.max(-1, Math.min(1, along));
      const pixel = y * IMAGE_SIDE + x;
      for (let channel = 0; channel < 3; channel++) {
        const at = channel * PLANE + pixel;
        canvas[at]! += coverage * (shade * colour[channel]! - canvas[at]!);
      }
    }
  }
}

/** Light, contrast and sensor noise, then bytes 0…255. */
function expose(canvas: Float32Array, light: Light, normals: Float32Array, random: Random, target: Uint8Array): void {
  const { slopeX, slopeY, contrast, brightness } = light;
  const centre = (IMAGE_SIDE - 1) / 2;
  const noise = 255 * light.noise;
  const offset = 255 * (0.5 - 0.5 * contrast + brightness) + 0.5;
  for (let channel = 0, at = 0; channel < 3; channel++) {
    const gain = 255 * contrast * light.cast[channel]!;
    for (let y = 0; y < IMAGE_SIDE; y++) {
      const firstNormal = random.below(NORMALS);
      for (let x = 0; x < IMAGE_SIDE; x++, at++) {
        const lit = gain * (1 + (slopeX * (x - centre) + slopeY * (y - centre)) / centre);
        const value = lit * canvas[at]! + offset + noise * normals[firstNormal + x]!;
        target[at] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
}

const NORMALS = 4096;

/**
 * Normal numbers in stock. A row of a channel takes 32 in a row from a random place on: a fresh draw for each of 3072
 * values would cost more than all the rest of the drawing.
 */
function normalTable(): Float32Array {
  const random = randomStream(0, 'shapes');
  return Float32Array.from({ length: NORMALS + IMAGE_SIDE }, () => random.normal());
}
