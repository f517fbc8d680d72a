/**
 * The recorded answer that the front page opens with: a few kB of counts per width and seed, made by the headless command
 * (`npm run -s recorded`) and fetched at once. No schema library: nothing heavy may stand before the first chart.
 *
 * Not here: the curves by step of the same runs (recordedCurves.ts), which are fetched when they are wanted.
 */
import type { SeedResult } from '../record/effects';

export const ANSWER_FILE = 'recorded/answer.json';
const ANSWER_VERSION = 1;

export interface AnswerTask {
  readonly name: string;
  readonly classes: number;
}

export interface AnswerRun {
  readonly width: number;
  readonly seed: number;
  /** How many of `testImages` were classified right, in the order of the tasks. */
  readonly untrained: readonly number[];
  readonly trained: readonly number[];
  /** Luminance, colour: share of the variance that a linear decoder explains; absent for photographs. */
  readonly explained?: { readonly untrained: readonly [number, number]; readonly trained: readonly [number, number] };
}

export type PictureRow = { readonly of: 'original' } | { readonly of: 'untrained' | 'trained'; readonly width: number };

export interface AnswerPictures {
  readonly file: string;
  /** Pixels along one picture, pictures in a row. */
  readonly side: number;
  readonly count: number;
  /** Of the sprite, top to bottom. */
  readonly rows: readonly PictureRow[];
}

export interface AnswerChart {
  readonly id: 'shapes' | 'cifar10';
  /** Query of the sweep without seeds; every run is this with its width and seed. */
  readonly link: string;
  readonly madeBy: string;
  readonly device: string;
  readonly from: string;
  readonly to: string;
  /** Images that the probe was fitted to, and those it was judged on; the same at every width. */
  readonly trainImages: number;
  readonly testImages: number;
  readonly steps: number;
  /** Images pretrained on. */
  readonly images: number;
  readonly tasks: readonly AnswerTask[];
  readonly runs: readonly AnswerRun[];
  readonly pictures?: AnswerPictures;
  /** Sprite of three columns (image, view 1, view 2) of 32×32. */
  readonly views?: { readonly file: string; readonly rows: number };
}

export interface Answer {
  readonly version: typeof ANSWER_VERSION;
  readonly charts: readonly AnswerChart[];
}

let asked: Promise<Answer | null> | null = null;

/** Null where there is none that can be used; the page says so and can train all the same. */
export function loadAnswer(): Promise<Answer | null> {
  asked ??= fetchAnswer().catch(() => null);
  return asked;
}

async function fetchAnswer(): Promise<Answer | null> {
  const response = await fetch(new URL(ANSWER_FILE, document.baseURI));
  return response.ok ? answerFrom(await response.json()) : null;
}

/** Charts that are whole; null where none is. */
export function answerFrom(given: unknown): Answer | null {
  const { version, charts } = (given ?? {}) as Partial<Answer>;
  if (version !== ANSWER_VERSION || !Array.isArray(charts)) return null;
  const usable = (charts as AnswerChart[]).filter(isWhole);
  return usable.length > 0 ? { version, charts: usable } : null;
}

function isWhole({ testImages, tasks, runs }: AnswerChart): boolean {
  const isCounts = (counts: readonly number[]) =>
    counts.length === tasks.length && counts.every((count) => Number.isInteger(count) && count >= 0 && count <= testImages);
  return testImages > 0 && tasks.length > 0 && runs.length > 0 && runs.every(({ untrained, trained }) => isCounts(untrained) && isCounts(trained));
}

/** Accuracies of one task, run by run. Empty where the chart does not have it. */
export function resultsOf({ tasks, runs, testImages }: AnswerChart, task: string): SeedResult[] {
  const at = tasks.findIndex(({ name }) => name === task);
  if (at < 0) return [];
  return runs.map(({ width, seed, untrained, trained }) => ({ width, seed, untrained: untrained[at]! / testImages, trained: trained[at]! / testImages }));
}

/** Narrowest first. */
export function widthsOf({ runs }: Pick<AnswerChart, 'runs'>): number[] {
  return [...new Set(runs.map(({ width }) => width))].sort((a, b) => a - b);
}

/** The recorded width nearest by ratio. */
export function nearestWidth(widths: readonly number[], width: number): number {
  const ratio = (other: number) => Math.abs(Math.log(other / width));
  return widths.reduce((best, other) => (ratio(other) < ratio(best) ? other : best));
}
