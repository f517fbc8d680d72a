/** What a generated scene is made of: six independent factors, each of them a downstream task. */
import type { Random } from '../../random/stream';
import type { Task } from '../dataset';

export const shapeNames = ['disc', 'square', 'triangle', 'star', 'cross', 'ring', 'crescent', 'heart'] as const;
export const textureNames = ['stripes', 'checks', 'dots', 'ripples', 'grid', 'clouds'] as const;
export const hueNames = ['red', 'orange', 'yellow', 'lime', 'emerald', 'cyan', 'azure', 'indigo', 'purple', 'pink'] as const;
export const positionNames = [
  'top left', 'top', 'top right',
  'left', 'centre', 'right',
  'bottom left', 'bottom', 'bottom right',
] as const; // prettier-ignore
export const sizeNames = ['tiny', 'small', 'medium', 'large'] as const;
/** Where the light tip of the object points, in eighths of a turn, clockwise. */
export const orientationNames = ['east', 'south-east', 'south', 'south-west', 'west', 'north-west', 'north', 'north-east'] as const;

/** One class per factor. */
export interface Factors {
  shape: number;
  hue: number;
  texture: number;
  position: number;
  size: number;
  orientation: number;
}

/** `shape` comes first: it is what `supervised` and two-class sampling use. */
export const shapeTasks: readonly (Task & { name: keyof Factors })[] = [
  { name: 'shape', classNames: shapeNames },
  { name: 'hue', classNames: hueNames },
  { name: 'texture', classNames: textureNames },
  { name: 'position', classNames: positionNames },
  { name: 'size', classNames: sizeNames },
  { name: 'orientation', classNames: orientationNames },
];

/** Every factor uniform and independent of the others. */
export function drawFactors(random: Random): Factors {
  return {
    shape: random.below(shapeNames.length),
    hue: random.below(hueNames.length),
    texture: random.below(textureNames.length),
    position: random.below(positionNames.length),
    size: random.below(sizeNames.length),
    orientation: random.below(orientationNames.length),
  };
}
