import { describe, expect, test } from 'vitest';
import { drawViews, type ViewSettings } from '../../src/data/views';

const settings: ViewSettings = { crop: 0.08, jitter: 0.4, hue: 0.1, gray: 0.2, flip: 0.5, seed: 1 };
const many = drawViews(settings, 4000, 0, 0);
const share = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('drawViews', () => {
  test('keeps every crop inside the image, in whole pixels, at the ratios and areas asked for', () => {
    for (let slot = 0; slot < 4000; slot++) {
      const [top, left, height, width] = [many.top[slot]!, many.left[slot]!, many.height[slot]!, many.width[slot]!];
      for (const value of [top, left, height, width]) expect(Number.isInteger(value)).toBe(true);
      expect(top + height).toBeLessThanOrEqual(32);
      expect(left + width).toBeLessThanOrEqual(32);
      // Rounding moves a side by at most half a pixel.
      expect((width - 0.5) / (height + 0.5)).toBeLessThan(4 / 3);
      expect((width + 0.5) / (height - 0.5)).toBeGreaterThan(3 / 4);
      expect((width + 0.5) * (height + 0.5)).toBeGreaterThan(0.08 * 1024);
    }
  });

  test('mirrors, greys and jitters as often and as much as asked', () => {
    expect(share(many.flip)).toBeCloseTo(0.5, 1);
    expect(share(many.grayscale)).toBeCloseTo(0.2, 1);
    const untouched = many.brightness.filter((factor) => factor === 1).length / 4000;
    expect(untouched).toBeCloseTo(0.2, 1);
    for (const factors of [many.brightness, many.contrast, many.saturation]) {
      expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.6 - 1e-6);
      expect(Math.max(...factors)).toBeLessThanOrEqual(1.4 + 1e-6);
    }
    expect(Math.max(...many.hue.map(Math.abs))).toBeLessThanOrEqual(0.1);
    expect(Math.max(...many.hue.map(Math.abs))).toBeGreaterThan(0.095);
    const turned = drawViews({ ...settings, hue: 0.5 }, 4000, 0, 0);
    expect(turned.brightness).toEqual(many.brightness);
    expect(Math.max(...turned.hue.map(Math.abs))).toBeGreaterThan(0.48);
    expect([...turned.hue].filter((turns) => turns === 0).length / 4000).toBeCloseTo(0.2, 1);
  });

  test('changes nothing where everything is switched off', () => {
    const still = drawViews({ crop: 1, jitter: 0, hue: 0, gray: 0, flip: 0, seed: 1 }, 50, 3, 1);
    expect(share(still.flip) + share(still.grayscale)).toBe(0);
    expect(share(still.hue.map(Math.abs))).toBe(0);
    expect([...still.brightness, ...still.contrast, ...still.saturation].every((factor) => factor === 1)).toBe(true);
    // A crop of the whole area fits only at a ratio near 1; all others fall back to the whole image.
    expect(Math.min(...still.height, ...still.width)).toBeGreaterThanOrEqual(31);
  });

  test('differs between views, steps and seeds, and replays for the same address', () => {
    const first = drawViews(settings, 8, 5, 0);
    expect(drawViews(settings, 8, 5, 0)).toEqual(first);
    for (const other of [drawViews(settings, 8, 5, 1), drawViews(settings, 8, 6, 0), drawViews({ ...settings, seed: 2 }, 8, 5, 0)]) {
      expect(other.brightness).not.toEqual(first.brightness);
      expect(other.left).not.toEqual(first.left);
    }
  });

  test('gives a slot the same view whatever the batch size, and the same colours whatever the crop', () => {
    const few = drawViews(settings, 8, 5, 0);
    const more = drawViews(settings, 64, 5, 0);
    expect(more.left.subarray(0, 8)).toEqual(few.left);
    expect(drawViews({ ...settings, crop: 0.5 }, 8, 5, 0).contrast).toEqual(few.contrast);
  });
});
