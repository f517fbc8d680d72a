/**
 * The answer in numbers, as sentences. Everything follows the recorded counts: where the effect is not there, the words say so.
 * Pure.
 */
import type { Interval } from '../../experiment/claims/scoreboard';
import { gainOf, halfWidth, pairedDifference, type SeedResult, shareKept, type WidthEffect } from '../../record/effects';
import { formatWhole } from '../text/format';
import { capital, percent, points, seedsInWords } from './words';

/** Everything about one task that sentences need. */
export interface TaskAnswer {
  /** "colour". */
  readonly word: string;
  /** Accuracy of guessing. */
  readonly chance: number;
  readonly results: readonly SeedResult[];
  /** Narrowest first; at least one. */
  readonly effects: readonly WidthEffect[];
}

/** What three or more seeds say about widening, one width minus the other. */
export type Direction = 'wide' | 'narrow' | 'same';

/** What is read less than this above chance is hardly read. */
const HARDLY = 0.08;

export function endsOf({ effects }: TaskAnswer): { narrow: WidthEffect; wide: WidthEffect } {
  return { narrow: effects[0]!, wide: effects[effects.length - 1]! };
}

/** Share kept, widest minus narrowest, seed by seed. */
export function keptDifference(answer: TaskAnswer): Interval | null {
  const { narrow, wide } = endsOf(answer);
  return pairedDifference(answer.results, { wide: wide.width, narrow: narrow.width }, ({ untrained, trained }) => shareKept(untrained, trained, answer.chance));
}

export function gainDifference(answer: TaskAnswer): Interval | null {
  const { narrow, wide } = endsOf(answer);
  return pairedDifference(answer.results, { wide: wide.width, narrow: narrow.width }, gainOf);
}

/** Which side of zero a whole interval lies on; an interval around zero leaves it open. */
export function directionOf(difference: Interval | null): Direction {
  if ((difference?.low ?? 0) > 0) return 'wide';
  if ((difference?.high ?? 0) < 0) return 'narrow';
  return 'same';
}

/** Whether training took from the task at both ends. */
export function isLost(answer: TaskAnswer): boolean {
  const { narrow, wide } = endsOf(answer);
  return narrow.gain.mean < 0 && wide.gain.mean < 0 && narrow.kept !== null && wide.kept !== null;
}

/** E.g. "Width 16: colour is read at 17 %, hardly above guessing (10 %); before training it was 27 %." */
export function readingSentence({ word, chance }: TaskAnswer, effect: WidthEffect): string {
  const above = effect.trained.mean - chance;
  const level = above < 0.02 ? `, no better than guessing (${percent(chance)})` : above < HARDLY ? `, hardly above guessing (${percent(chance)})` : '';
  const before = percent(effect.untrained.mean) === percent(effect.trained.mean) ? 'as before training' : `before training it was ${percent(effect.untrained.mean)}`;
  return `Width ${formatWhole(effect.width)}: ${word} is read at ${percent(effect.trained.mean)}${level}; ${before}.`;
}

/** The whole verdict for the width where the handle stands. */
export function verdictOf(answer: TaskAnswer, here: WidthEffect): string {
  const { narrow, wide } = endsOf(answer);
  const parts = [readingSentence(answer, here)];
  if (narrow.width === wide.width) return parts.join(' ');
  const other = here.width === narrow.width ? wide : here.width === wide.width ? narrow : null;
  if (other) parts.push(`Width ${formatWhole(other.width)}: ${percent(other.trained.mean)}${other.gain.mean < 0 ? ' of' : ', before'} ${percent(other.untrained.mean)}.`);
  parts.push(isLost(answer) ? keptConclusion(answer, here) : gainConclusion(answer));
  return parts.join(' ');
}

function keptConclusion(answer: TaskAnswer, here: WidthEffect): string {
  const { narrow, wide } = endsOf(answer);
  const [less, more] = [percent(narrow.kept!.mean), percent(wide.kept!.mean)];
  const sure = certainty(narrow.seeds, [narrow.kept!, wide.kept!]);
  const isEnd = here.width === narrow.width || here.width === wide.width;
  if (isEnd) return `So the narrow network kept ${less} of it, the wide one ${more}${sure}.`;
  const own = here.kept ? `So it kept ${percent(here.kept.mean)} of it` : 'How much of it was kept cannot be told';
  return `${own}; width ${formatWhole(narrow.width)} kept ${less}, width ${formatWhole(wide.width)} ${more}${sure}.`;
}

function gainConclusion(answer: TaskAnswer): string {
  const { narrow, wide } = endsOf(answer);
  const changed = ({ gain }: WidthEffect) => (Math.abs(gain.mean) < 0.0005 ? 'changed nothing' : `${gain.mean < 0 ? 'removed' : 'added'} ${points(gain.mean)} points`);
  return `So training ${changed(narrow)} at width ${formatWhole(narrow.width)} and ${changed(wide)} at ${formatWhole(wide.width)}${certainty(narrow.seeds, [narrow.gain, wide.gain])}.`;
}

/** E.g. " (five seeds, ±6)", of the wider of the intervals. */
function certainty(seeds: number, intervals: readonly Interval[]): string {
  const widest = Math.max(...intervals.map((interval) => halfWidth(interval) ?? 0));
  return widest > 0 ? ` (${seedsInWords(seeds)}, ±${points(widest)})` : ` (${seedsInWords(seeds)})`;
}

/** One clause of doubt, the stronger one where the difference is not sure. */
export function doubtOf(answer: TaskAnswer): string {
  const { narrow, wide } = endsOf(answer);
  const lost = isLost(answer);
  const difference = lost ? keptDifference(answer) : gainDifference(answer);
  const half = difference && halfWidth(difference);
  const what = lost ? 'share kept above guessing' : 'gain';
  if (!difference || half === null) return 'One seed tells little: another may say something else.';
  const between = `${what}, width ${formatWhole(wide.width)} minus ${formatWhole(narrow.width)}: ${difference.mean < 0 ? '−' : '+'}${points(difference.mean)} points ± ${points(half)}`;
  switch (directionOf(difference)) {
    case 'wide':
      return `${capital(between)}. All of it is one small network; a large one may behave differently.`;
    case 'narrow':
      return `${capital(between)}: here the wide network did worse.`;
    case 'same':
      return `${capital(between)}: that may be chance.`;
  }
}
