/**
 * The random part of augmentation: which crop, mirror and colour change every view gets. Only numbers are drawn here;
 * the pixels are changed on the device (augment.ts), so that every backend sees the same views for a seed.
 */
import type { Experiment } from '../experiment/fields';
import { randomStream, type Random } from '../random/stream';
import { IMAGE_SIDE } from './dataset';

/** One number per image; each array is [count]. */
export interface ViewParameters {
  /** The crop in pixels of the source image; whole numbers. */
  top: Float32Array;
  left: Float32Array;
  height: Float32Array;
  width: Float32Array;
  /** 1 mirrors left to right, 0 does not. */
  flip: Float32Array;
  /** Factors; 1 changes nothing. */
  brightness: Float32Array;
  contrast: Float32Array;
  saturation: Float32Array;
  /** Shift in turns of the colour circle, −0.5 … 0.5; 0 changes nothing. */
  hue: Float32Array;
  /** 1 takes the colour away, 0 does not. */
  grayscale: Float32Array;
}

export type ViewSettings = Pick<Experiment, 'crop' | 'jitter' | 'hue' | 'gray' | 'flip' | 'seed'>;

/** Probability that a view gets any colour jitter (SimCLR, arXiv 2002.05709, appendix A). */
const JITTER_PROBABILITY = 0.8;
const CROP_TRIES = 10;
const LOG_RATIO = Math.log(4 / 3);

/** Parameters of view 0 or 1 for the `count` images of a step. An image's draws depend on its slot, not on `count`. */
export function drawViews(settings: ViewSettings, count: number, step: number, view: 0 | 1): ViewParameters {
  const parameters = emptyViews(count);
  for (let slot = 0; slot < count; slot++) {
    const random = randomStream(settings.seed, 'augmentation', step, view, slot);
    // The crop takes a varying number of draws, so it comes last: its bounds then leave the other choices alone.
    drawColour(settings, random, parameters, slot);
    drawCrop(settings.crop, random, parameters, slot);
  }
  return parameters;
}

function emptyViews(count: number): ViewParameters {
  const array = () => new Float32Array(count);
  return {
    top: array(),
    left: array(),
    height: array(),
    width: array(),
    flip: array(),
    brightness: array(),
    contrast: array(),
    saturation: array(),
    hue: array(),
    grayscale: array(),
  };
}

function drawColour({ jitter, hue, gray, flip }: ViewSettings, random: Random, parameters: ViewParameters, slot: number): void {
  parameters.flip[slot] = random.uniform() < flip ? 1 : 0;
  parameters.grayscale[slot] = random.uniform() < gray ? 1 : 0;
  const [strength, turns] = random.uniform() < JITTER_PROBABILITY ? [jitter, hue] : [0, 0];
  parameters.brightness[slot] = random.between(1 - strength, 1 + strength);
  parameters.contrast[slot] = random.between(1 - strength, 1 + strength);
  parameters.saturation[slot] = random.between(1 - strength, 1 + strength);
  parameters.hue[slot] = random.between(-turns, turns);
}

/** RandomResizedCrop as torchvision draws it: an area and a ratio that fit within ten tries, else the whole image. */
function drawCrop(smallest: number, random: Random, parameters: ViewParameters, slot: number): void {
  for (let attempt = 0; attempt < CROP_TRIES; attempt++) {
    const area = IMAGE_SIDE * IMAGE_SIDE * random.between(smallest, 1);
    const ratio = Math.exp(random.between(-LOG_RATIO, LOG_RATIO));
    const width = Math.round(Math.sqrt(area * ratio));
    const height = Math.round(Math.sqrt(area / ratio));
    if (width < 1 || height < 1 || width > IMAGE_SIDE || height > IMAGE_SIDE) continue;
    parameters.top[slot] = random.below(IMAGE_SIDE - height + 1);
    parameters.left[slot] = random.below(IMAGE_SIDE - width + 1);
    parameters.height[slot] = height;
    parameters.width[slot] = width;
    return;
  }
  // torchvision's central fallback; the image is square, so its ratio is within bounds and the whole of it is kept.
  parameters.height[slot] = IMAGE_SIDE;
  parameters.width[slot] = IMAGE_SIDE;
}

/** Numbers of one view where they lie packed. */
export const VIEW_PARAMETERS = 10;

/** Row by row: top, left, height, width, flip, brightness, contrast, saturation, hue, grayscale of each view. */
export function packViews(views: ViewParameters): Float32Array {
  const { top, left, height, width, flip, brightness, contrast, saturation, hue, grayscale } = views;
  const columns = [top, left, height, width, flip, brightness, contrast, saturation, hue, grayscale];
  const packed = new Float32Array(top.length * VIEW_PARAMETERS);
  columns.forEach((values, column) => values.forEach((value, view) => (packed[view * VIEW_PARAMETERS + column] = value)));
  return packed;
}
