import { expect, test } from 'vitest';
import type { Dataset } from '../../src/data/dataset';
import { brightnessNames, luminance } from '../../src/data/derived/brightness';
import { derivedTasks, withDerivedTasks } from '../../src/data/derived/derive';
import { dominantHue, hueNames } from '../../src/data/derived/dominantHue';
import { turnInto, turnNames } from '../../src/data/derived/quarterTurn';
import { fromHsv } from '../../src/data/shapes/colour';
import { shapesDataset } from '../../src/data/shapes/generate';
import { imageOf, plain, setOf } from './support/imageSets';

const dataset = shapesDataset(1, 1000, 400);
const derived = withDerivedTasks(dataset, 1);

test.each([
  ['red', plain(255, 0, 0)],
  ['green', plain(0, 255, 0)],
  ['blue', plain(0, 0, 255)],
  ['cyan', plain(0, 90, 90)],
  ['amber', plain(255, 191, 0)],
  ['red', plain(77, 77, 77)],
] as const)('a %s image is called so', (name, image) => {
  expect(hueNames[dominantHue(image)]).toBe(name);
});

test('every bin is 45° wide and centred on its name', () => {
  hueNames.forEach((_, bin) => {
    for (const degrees of [-21, 0, 21]) {
      const [red, green, blue] = fromHsv((45 * bin + degrees) / 360, 1, 1).map((value) => Math.round(255 * value));
      expect(dominantHue(plain(red!, green!, blue!))).toBe(bin);
    }
  });
});

test('a small vivid patch outweighs a large pale ground, and hue is no mean', () => {
  const patch = plain(140, 150, 140);
  [255, 0, 0].forEach((byte, channel) => patch.fill(byte, channel * 1024, channel * 1024 + 200));
  expect(hueNames[dominantHue(patch)]).toBe('red');
  // Red above, green below: the mean of both hues would be yellow, which is amber here.
  const halves = plain(255, 0, 0);
  halves.fill(0, 500, 1024);
  halves.fill(255, 1024 + 500, 2048);
  expect(hueNames[dominantHue(halves)]).toBe('green');
});

test('a turned image has the turned pixels', () => {
  const image = plain(0, 0, 0);
  image[1024 + 32 * 3 + 5] = 9; // green plane, row 3, column 5
  const places = turnNames.map((_, turn) => {
    const target = new Uint8Array(3072);
    turnInto(target, image, turn);
    const at = target.indexOf(9) - 1024;
    return [Math.floor(at / 32), at % 32];
  });
  // Clockwise, a quarter: (row, column) → (column, 31 − row).
  expect(places).toEqual([[3, 5], [5, 28], [28, 26], [26, 3]]);
});

test('images are the originals, turned as their label says', () => {
  const turns = derived.test.labels['quarter-turn']!;
  expect(new Set(turns).size).toBe(4);
  const target = new Uint8Array(3072);
  for (let image = 0; image < 400; image++) {
    turnInto(target, imageOf(dataset.test, image), turns[image]!);
    expect(imageOf(derived.test, image)).toEqual(target);
    expect(dominantHue(target)).toBe(derived.test.labels['dominant-hue']![image]);
    expect(luminance(target)).toBe(luminance(imageOf(dataset.test, image)));
  }
});

test('turns are equally frequent, replay for a seed, and differ between seeds and splits', () => {
  const of = (seed: number, split: 'train' | 'test') => [...withDerivedTasks(dataset, seed)[split].labels['quarter-turn']!];
  const counts = turnNames.map((_, turn) => of(1, 'train').filter((label) => label === turn).length);
  for (const count of counts) expect(Math.abs(count - 250)).toBeLessThan(60);
  expect(of(1, 'train')).toEqual([...derived.train.labels['quarter-turn']!]);
  expect(of(2, 'train')).not.toEqual(of(1, 'train'));
  expect(of(1, 'test')).not.toEqual(of(1, 'train').slice(0, 400));
});

test('brightness has as many training images in every class, and the same thresholds for test images', () => {
  const labels = derived.train.labels.brightness!;
  brightnessNames.forEach((_, name) => expect(labels.filter((label) => label === name).length).toBe(200));
  const darkest = (set: Dataset['train'], of: Uint8Array, name: number) =>
    [...of].flatMap((label, image) => (label === name ? [luminance(imageOf(set, image))] : []));
  for (let name = 1; name < brightnessNames.length; name++) {
    const threshold = Math.min(...darkest(derived.train, labels, name));
    const brighter = darkest(derived.test, derived.test.labels.brightness!, name);
    const darker = darkest(derived.test, derived.test.labels.brightness!, name - 1);
    expect(Math.min(...brighter)).toBeGreaterThanOrEqual(threshold);
    expect(Math.max(...darker)).toBeLessThan(threshold);
  }
  expect(luminance(plain(255, 255, 255))).toBe(1);
  expect(luminance(plain(255, 0, 0))).toBeCloseTo(0.299);
});

test('takes any images, one as well, and leaves those given as they were', () => {
  const one: Dataset = { ...dataset, train: setOf([plain(10, 20, 30)]), test: setOf([plain(200, 20, 30)]) };
  const { train, test: tests, tasks } = withDerivedTasks(one, 3);
  expect(tasks).toBe(derivedTasks);
  expect([train.labels['dominant-hue']![0], tests.labels['dominant-hue']![0]]).toEqual([hueNames.indexOf('blue'), hueNames.indexOf('red')]);
  expect(imageOf(one.train, 0)).toEqual(plain(10, 20, 30));
});
