import { describe, expect, it } from 'vitest';
import { effectsByWidth, type SeedResult } from '../../src/record/effects';
import { defaultExperiment } from '../../src/experiment/fields';
import { clearOf, geometryOf, handleSteps, nextPower, placeOfWidth, widthAtPlace } from '../../src/ui/front/geometry';
import { comparisonOf, familyOf, marksOf, type OwnResult } from '../../src/ui/front/ownRuns';
import { isShared } from '../../src/ui/front/options';
import { directionOf, doubtOf, keptDifference, type TaskAnswer, verdictOf } from '../../src/ui/front/verdict';
import { walkSteps } from '../../src/ui/front/walk';
import { answerFrom, nearestWidth, resultsOf } from '../../src/runs/answer';

/** Whole per cents of seeds 1, 2, … : [untrained, trained] by width. */
function colour(byWidth: Record<number, [number, number][]>): TaskAnswer {
  const results: SeedResult[] = Object.entries(byWidth).flatMap(([width, seeds]) =>
    seeds.map(([untrained, trained], index) => ({ width: Number(width), seed: index + 1, untrained: untrained / 100, trained: trained / 100 })),
  );
  return { word: 'colour', chance: 0.1, results, effects: effectsByWidth(results, 0.1) };
}
const plain = (text: string) => text.replaceAll('\u202f', ' ');
const forgetful = colour({ 16: [[27, 17], [27, 17], [27, 16]], 256: [[45, 33], [45, 34], [45, 33]], 2048: [[56, 46], [56, 47], [55, 45]] });
const at = (answer: TaskAnswer, width: number) => answer.effects.find((effect) => effect.width === width)!;

describe('the verdict', () => {
  it('reads the narrow end against the wide one', () => {
    expect(plain(verdictOf(forgetful, at(forgetful, 16)))).toBe(
      'Width 16: colour is read at 17 %, hardly above guessing (10 %); before training it was 27 %. Width 2,048: 46 % of 56 %. So the narrow network kept 39 % of it, the wide one 79 % (three seeds, ±8.4).',
    );
    expect(doubtOf(forgetful)).toMatch(/^Share kept above guessing, width 2,048 minus 16: \+\d+ points ± [\d.]+\. All of it is one small network/);
    expect(directionOf(keptDifference(forgetful))).toBe('wide');
  });

  it('says between the ends what both kept', () => {
    expect(plain(verdictOf(forgetful, at(forgetful, 256)))).toMatch(/^Width 256: colour is read at 33 %; before training it was 45 %\. So it kept 67 % of it; width 16 kept 39 %, width 2,048 79 %/);
  });

  it('follows numbers that go the other way', () => {
    const reversed = colour({ 16: [[40, 38], [40, 37], [40, 38]], 2048: [[60, 30], [60, 31], [60, 30]] });
    expect(directionOf(keptDifference(reversed))).toBe('narrow');
    expect(doubtOf(reversed)).toContain('here the wide network did worse');
    const gained = colour({ 16: [[20, 32], [20, 33]], 2048: [[40, 55], [40, 56]] });
    expect(plain(verdictOf(gained, at(gained, 16)))).toContain('Width 2,048: 56 %, before 40 %. So training added 13 points at width 16 and added 16 points at 2,048 (two seeds');
    const unsure = colour({ 16: [[30, 20], [30, 25]], 2048: [[50, 30], [50, 45]] });
    expect(doubtOf(unsure)).toContain('may be chance');
    const single = colour({ 16: [[30, 20]], 2048: [[50, 40]] });
    expect(doubtOf(single)).toBe('One seed tells little: another may say something else.');
    const blind = colour({ 16: [[30, 10], [30, 11]], 2048: [[50, 40], [50, 41]] });
    expect(plain(verdictOf(blind, at(blind, 16)))).toContain('no better than guessing (10 %)');
  });
});

describe('the handle', () => {
  const geometry = geometryOf(800, 340, 2);

  it('rests on recorded widths and the halves between them, at both panels', () => {
    for (const box of geometry.panels) for (const width of handleSteps) expect(widthAtPlace(box, placeOfWidth(box, width))).toBe(width);
    expect(widthAtPlace(geometry.panels[0]!, -50)).toBe(16);
    expect(widthAtPlace(geometry.panels[0]!, 9_999)).toBe(2048);
  });

  it('steps through powers of two and stops at the ends', () => {
    expect([nextPower(256, 1), nextPower(384, 1), nextPower(384, -1), nextPower(2048, 1), nextPower(16, -1), nextPower(300, -1)]).toEqual([512, 512, 256, 2048, 16, 256]);
  });

  it('stays in its plot where the link asks for a width beyond it', () => {
    const box = geometry.panels[0]!;
    expect(placeOfWidth(box, 8)).toBe(box.first);
    expect(placeOfWidth(box, 8192)).toBe(box.last);
    expect(nearestWidth([16, 64, 256], 8192)).toBe(256);
  });

  it('lets names clear a curve that crosses their span', () => {
    const rising = [{ x: 0, y: 100 }, { x: 100, y: 0 }];
    expect(clearOf(rising, { from: 40, to: 60 }, 'above')).toBe(40 - 9);
    expect(clearOf(rising, { from: 40, to: 60 }, 'below')).toBe(60 + 19);
  });
});

describe('runs trained here', () => {
  const family = familyOf(defaultExperiment);
  const own = (width: number, seed: number, untrained: number, trained: number, of = family): OwnResult => ({ width, seed, untrained, trained, images: 4000, family: of });

  it('gather by seed to an interval, and one alone has its sampling error', () => {
    const marks = marksOf([own(256, 1, 0.4, 0.3), own(16, 1, 0.2, 0.15), own(256, 2, 0.42, 0.3)], family);
    expect(marks.map(({ width, seeds }) => [width, seeds])).toEqual([[256, 2], [16, 1]]);
    expect(marks[1]!.trainedHalf).toBeCloseTo(1.96 * Math.sqrt((0.15 * 0.85) / 4000), 10);
    expect(marks[0]!.untrainedHalf).toBeGreaterThan(0.1); // two seeds, t = 12.7
    expect(marks.every(({ isRecordedFamily }) => isRecordedFamily)).toBe(true);
    expect(marksOf([own(16, 1, 0.2, 0.1, 'v=2&layers=2')], family)[0]!.isRecordedFamily).toBe(false);
  });

  it('are compared with another width of one’s own, else with the recorded one', () => {
    const [narrow, wide] = [own(16, 1, 0.27, 0.17), own(256, 1, 0.45, 0.35)];
    expect(plain(comparisonOf([narrow, wide], wide, forgetful, family))).toMatch(/^Your D = 256 kept 71 % of the colour \(±[\d.]+\); your D = 16 kept 41 % \(±[\d.]+\)\. Yours: one seed\.$/);
    expect(plain(comparisonOf([wide], wide, forgetful, family))).toMatch(/; the recorded networks of D = 256 kept 67 % \(three seeds\)\. Yours: one seed\.$/);
    expect(comparisonOf([{ ...wide, family: 'other' }], { ...wide, family: 'other' }, forgetful, family)).toContain('nothing is recorded with these settings');
  });
});

it('asks for a guess only where nobody was sent', () => {
  expect([isShared(''), isShared('?v=2'), isShared('?v=2&width=64'), isShared('?walk=2')]).toEqual([false, false, true, true]);
});

it('walks in six steps with the figures that there are', () => {
  const steps = walkSteps(forgetful, null);
  expect(steps).toHaveLength(6);
  expect(plain(steps[1]!.text)).toContain('leaves 79 % of the colour instead of 39 % (three seeds)');
  expect(walkSteps(null, null).every(({ text }) => text.length > 40)).toBe(true);
});

it('takes no answer that is damaged or of another version', () => {
  const chart = { id: 'shapes', link: '', testImages: 100, tasks: [{ name: 'hue', classes: 10 }], runs: [{ width: 16, seed: 1, untrained: [30], trained: [20] }] };
  const answer = answerFrom({ version: 1, charts: [chart, { ...chart, runs: [{ width: 16, seed: 1, untrained: [130], trained: [20] }] }] });
  expect(answer!.charts).toHaveLength(1);
  expect(resultsOf(answer!.charts[0]!, 'hue')).toEqual([{ width: 16, seed: 1, untrained: 0.3, trained: 0.2 }]);
  expect(resultsOf(answer!.charts[0]!, 'shape')).toEqual([]);
  expect([answerFrom(null), answerFrom({ version: 2, charts: [chart] }), answerFrom({ version: 1, charts: [] })]).toEqual([null, null, null]);
});
