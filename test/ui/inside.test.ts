import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hueNames as dominantHueNames } from '../../src/data/derived/dominantHue';
import { hueNames } from '../../src/data/shapes/factors';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { newRun, type Run } from '../../src/runs/run';
import { decadesAround, logTicks } from '../../src/ui/charts/scales';
import { figureMarks, sameInside, spectrumExtent, spectrumRows, widthMarks } from '../../src/ui/inside/insideRows';
import { classStyle, MOST_CLASSES, nearestPoint, neighboursOf, placesIn, pointTowards } from '../../src/ui/inside/mapPlaces';
import type { Inside, Point } from '../../src/worker/protocol';

const inside = (rankMe: number): Inside => ({ rankMe, collapse: 0.8, uniformity: -2, sparsity: 0.25, spectrum: [rankMe, 1] });
const point = (step: number, look?: Inside): Point => ({ step, seconds: step, loss: 1, parts: {}, online: {}, ...(look && { inside: look }) });

function finished(id: string, width: number, points: Point[]): Run {
  return { ...newRun({ id, experiment: withChanges(defaultExperiment, { width }), madeBy: 'test' }, 0), state: 'finished', points };
}

describe('logarithmic axes', () => {
  it('have 1, 2, 5 where there is room, else decades, else every so many', () => {
    expect(logTicks({ low: 1, high: 32 }, 7)).toEqual([1, 2, 5, 10, 20]);
    expect(logTicks({ low: 1, high: 2048 }, 7)).toEqual([1, 10, 100, 1000]);
    expect(logTicks({ low: 1e-7, high: 1 }, 4)).toEqual([1e-6, 1e-4, 1e-2, 1]);
  });

  it('reach to the decades around the values', () => {
    expect(decadesAround({ low: 0.0021, high: 30 })).toEqual([0.001, 100]);
  });
});

describe('rows of the spectrum', () => {
  const wide = { key: 'wide', spectrum: Array.from({ length: 2000 }, (_, index) => 1 / (index + 1)) };
  const collapsed = { key: 'collapsed', spectrum: [0.5, 1e-12, 0, -1e-12] };
  const extent = spectrumExtent([wide, collapsed])!;

  it('leave rounding and zeros out of the axis and of the lines', () => {
    expect(extent).toEqual({ low: 1 / 2000, high: 1 });
    expect(spectrumRows([collapsed], extent).filter((row) => 'collapsed' in row)).toEqual([{ index: 1, collapsed: 0.5 }]);
  });

  it('are few, count from 1, and hold the first and last direction of every line', () => {
    const rows = spectrumRows([wide, collapsed], extent);
    expect(rows.length).toBeLessThan(160);
    expect(rows[0]).toEqual({ index: 1, wide: 1, collapsed: 0.5 });
    expect(rows.at(-1)).toEqual({ index: 2000, wide: 1 / 2000 });
    expect(rows.map(({ index }) => index)).toContain(4);
  });

  it('have no axis where every feature is equal', () => {
    expect(spectrumExtent([{ key: 'dead', spectrum: [0, 0] }])).toBeNull();
  });
});

describe('figures over steps and widths', () => {
  const narrow = finished('narrow', 32, [point(0, inside(5)), point(3), point(6, inside(4))]);
  const wide = finished('wide', 128, [point(0, inside(9)), point(6, inside(8))]);

  it('have a mark per step that was looked at', () => {
    expect(figureMarks(narrow, 'rankMe')).toEqual([
      { step: 0, value: 5 },
      { step: 6, value: 4 },
    ]);
  });

  it('compare finished runs from two widths on, untrained beside trained', () => {
    expect(widthMarks([wide, narrow]).map(({ width, untrained, trained }) => [width, untrained?.rankMe, trained.rankMe])).toEqual([
      [32, 5, 4],
      [128, 9, 8],
    ]);
    expect(widthMarks([narrow, { ...wide, state: 'running' }])).toEqual([]);
    expect(widthMarks([narrow, { ...narrow, id: 'again' }])).toEqual([]);
  });

  it('count as the same until a new look inside', () => {
    expect(sameInside([narrow], [{ ...narrow, points: [...narrow.points, point(7)] }])).toBe(true);
    expect(sameInside([narrow], [{ ...narrow, points: [...narrow.points, point(7, inside(3))] }])).toBe(false);
  });
});

describe('the map', () => {
  const pixels = placesIn(Float32Array.of(0, 0, 4, 0, 4, 2), 120, 100, 10);

  it('keeps the proportions of the features, in the middle, with the second axis upwards', () => {
    expect([...pixels]).toEqual([10, 75, 110, 75, 110, 25]);
  });

  it('draws equal features in the middle', () => {
    expect([...placesIn(Float32Array.of(3, 3, 3, 3), 120, 100, 10)]).toEqual([60, 50, 60, 50]);
  });

  it('finds the nearest point within reach', () => {
    expect(nearestPoint(pixels, 107, 70, 14)).toBe(1);
    expect(nearestPoint(pixels, 60, 50, 14)).toBeNull();
    expect(nearestPoint(pixels, 50, 52, Infinity)).toBe(0);
  });

  it('moves towards a direction, and stays where nothing lies there', () => {
    expect(pointTowards(pixels, 0, 1, 0)).toBe(1);
    expect(pointTowards(pixels, 1, 0, -1)).toBe(2);
    expect(pointTowards(pixels, 0, -1, 0)).toBeNull();
  });

  it('reads the neighbours of one image', () => {
    const map = { count: 2, neighbours: Int32Array.of(1, 0), cosines: Float32Array.of(0.5, 0.5) };
    expect(neighboursOf(map, 1)).toEqual([{ index: 0, cosine: 0.5 }]);
  });
});

describe('colours of the classes', () => {
  const styles = Array.from({ length: MOST_CLASSES }, (_, label) => classStyle(label));
  const sheet = readFileSync(new URL('../../src/ui/inside/map.css', import.meta.url), 'utf8');

  /** Linear red, green and blue of a token, light or dark. */
  function linear(token: string, theme: 'light' | 'dark'): number[] {
    const [, light, dark] = new RegExp(`${token}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(sheet)!;
    const hex = theme === 'light' ? light! : dark!;
    return [0, 2, 4].map((at) => {
      const share = parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
  }

  /** CIE L*a*b*, in which a distance of 10 is seen at a glance. */
  function lab([red, green, blue]: number[]): number[] {
    const bend = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
    const x = bend((0.4124 * red! + 0.3576 * green! + 0.1805 * blue!) / 0.9505);
    const y = bend(0.2126 * red! + 0.7152 * green! + 0.0722 * blue!);
    const z = bend((0.0193 * red! + 0.1192 * green! + 0.9505 * blue!) / 1.089);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  }

  /** Complete colour-blindness as Machado, Oliveira and Fernandes (2009) simulate it on linear colours. */
  const eyes = {
    usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    deuteranope: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    protanope: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  }; // prettier-ignore

  it('differ from class to class together with their markers', () => {
    expect(new Set(styles.map(({ token, marker }) => token + marker)).size).toBe(MOST_CLASSES);
  });

  it('are the hues themselves where classes are hues, and something neutral for what is none', () => {
    const names = ['red', 'azure', 'pink', 'grey'];
    expect(names.map((_, label) => classStyle(label, names).token)).toEqual(['--hue-red', '--hue-azure', '--hue-pink', '--trunk']);
    expect(classStyle(0, ['orange', 'apple']).token).toBe('--class-0');
    for (const names of [hueNames, dominantHueNames]) {
      expect(names.map((_, label) => classStyle(label, names).token)).toEqual(names.map((hue) => `--hue-${hue}`));
      for (const hue of names) expect(sheet).toContain(`--hue-${hue}: light-dark(`);
    }
  });

  it.each(Object.keys(eyes) as (keyof typeof eyes)[])('stay apart where the marker is the same, to the %s eye', (eye) => {
    for (const theme of ['light', 'dark'] as const) {
      const seen = styles.map(({ token, marker }) => {
        const colour = linear(token, theme);
        return { marker, lab: lab(eyes[eye].map((row) => Math.min(1, Math.max(0, row.reduce((sum, weight, at) => sum + weight * colour[at]!, 0))))) };
      });
      seen.forEach((one, index) => {
        for (const other of seen.slice(index + 1)) {
          if (one.marker === other.marker) expect(Math.hypot(...one.lab.map((value, at) => value - other.lab[at]!))).toBeGreaterThan(10);
        }
      });
    }
  });
});
