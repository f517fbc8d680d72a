/** The effect that the front page opens with is there in the recorded files: computed from their counts, with intervals over seeds. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/command/projectRoot';
import { readSweep, writeSweep } from '../../src/experiment/sweep';
import { effectsByWidth, gainOf, pairedDifference, shareKept } from '../../src/record/effects';
import { answerFrom, resultsOf, widthsOf } from '../../src/runs/answer';

const folder = path.join(projectRoot, 'public/recorded');
const bytesOf = (name: string) => readFileSync(path.join(folder, name));
const answer = answerFrom(JSON.parse(bytesOf('answer.json').toString()))!;
const shapes = answer.charts.find(({ id }) => id === 'shapes')!;
const chance = (task: string) => 1 / shapes.tasks.find(({ name }) => name === task)!.classes;
const ends = { wide: 2048, narrow: 16 };

describe('the recorded default sweep', () => {
  test('is of today’s defaults, every width with the same seeds', () => {
    expect(writeSweep(readSweep(shapes.link).sweep!)).toBe('v=2&sweep=width:16,32,64,128,256,512,1024,2048');
    expect(widthsOf(shapes)).toEqual([16, 32, 64, 128, 256, 512, 1024, 2048]);
    for (const width of widthsOf(shapes)) expect(shapes.runs.filter((run) => run.width === width).map(({ seed }) => seed).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test('tests every width on the same 4,000 or more images, fitted to 4,000 or more', () => {
    expect(shapes.testImages).toBeGreaterThanOrEqual(4_000);
    expect(shapes.trainImages).toBeGreaterThanOrEqual(4_000);
  });

  test('shows that the wide network keeps more of the hue', () => {
    const difference = pairedDifference(resultsOf(shapes, 'hue'), ends, ({ untrained, trained }) => shareKept(untrained, trained, chance('hue')))!;
    expect(difference.mean).toBeGreaterThan(0.25);
    expect(difference.low).toBeGreaterThan(0);
  });

  test('shows that training removes hue and adds shape at every width', () => {
    for (const { gain } of effectsByWidth(resultsOf(shapes, 'hue'), chance('hue'))) expect(gain.high).toBeLessThan(0);
    for (const { gain } of effectsByWidth(resultsOf(shapes, 'shape'), chance('shape'))) expect(gain.low).toBeGreaterThan(0);
  });

  test.each(['texture', 'orientation'])('shows that %s gains more when wide', (task) => {
    expect(pairedDifference(resultsOf(shapes, task), ends, gainOf)!.low).toBeGreaterThan(0);
  });

  test('shows that size gains less when wide, which stays on the page', () => {
    expect(pairedDifference(resultsOf(shapes, 'size'), ends, gainOf)!.high).toBeLessThan(0);
  });

  test('a linear decoder rebuilds more colour from the trained wide representation than from the narrow one, on every seed', () => {
    const colour = (width: number) => shapes.runs.filter((run) => run.width === width).map(({ explained }) => explained!.trained[1]);
    expect(Math.min(...colour(2048))).toBeGreaterThan(Math.max(...colour(16)));
  });

  test('is light: a first visit fetches 25 kB of recorded data at most', () => {
    const compressed = gzipSync(bytesOf('answer.json')).length + bytesOf('pictures.webp').length + bytesOf('views.webp').length;
    expect(compressed).toBeLessThan(25_000);
  });
});
