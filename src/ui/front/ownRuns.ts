/** Runs trained here, as the large chart shows them: a dot at their D, seeds of the same D gathered, and one sentence beside the recorded ones. Pure. */
import type { AnswerChart } from '../../runs/answer';
import { defaultExperiment, type Experiment } from '../../experiment/fields';
import { readLink, writeLink } from '../../experiment/link';
import { keptError, samplingError, shareKept } from '../../record/effects';
import { judgedEnds, refitPair, type RunRecord } from '../../record/record';
import { intervalFactor, meanOf } from '../../record/statistics';
import { formatWhole } from '../text/format';
import { percent, points, seedsInWords } from './words';
import { nearestWidth } from '../../runs/answer';
import type { TaskAnswer } from './verdict';

export interface OwnResult {
  readonly width: number;
  readonly seed: number;
  readonly untrained: number;
  readonly trained: number;
  /** Test images behind both; null where the run does not say. */
  readonly images: number | null;
  /** Everything but width and seed, as a link. */
  readonly family: string;
}

/** Runs of the same settings but for the seed. */
export interface OwnMark {
  readonly width: number;
  readonly seeds: number;
  readonly untrained: number;
  readonly trained: number;
  /** Half a 95 % interval: over seeds where there are several, else of sampling. */
  readonly untrainedHalf: number;
  readonly trainedHalf: number;
  readonly isRecordedFamily: boolean;
  readonly family: string;
}

/** Of a normal distribution, two-sided 95 %. */
const NORMAL = 1.96;

/** An experiment's settings but for width and seed. */
export function familyOf(experiment: Experiment): string {
  const { width, seed } = defaultExperiment;
  return writeLink({ ...experiment, width, seed });
}

export function familyOfChart({ link }: Pick<AnswerChart, 'link'>): string {
  return familyOf(readLink(link).experiment);
}

/** Finished runs that were judged on a task before and after. */
export function ownResults(runs: readonly RunRecord[], task: string): OwnResult[] {
  return runs.flatMap((run) => {
    const { untrained, refit } = refitPair(run);
    const [before, after] = [untrained?.[task], refit?.[task]];
    if (run.state !== 'finished' || run.origin !== 'here' || before === undefined || after === undefined) return [];
    const { width, seed } = run.experiment;
    return [{ width, seed, untrained: before, trained: after, images: judgedEnds(run)?.trained.testImages ?? run.images?.lookTest ?? null, family: familyOf(run.experiment) }];
  });
}

export function marksOf(results: readonly OwnResult[], family: string): OwnMark[] {
  const isSame = (a: OwnResult, b: OwnResult) => a.family === b.family && a.width === b.width;
  const firsts = results.filter((result, index) => results.findIndex((other) => isSame(other, result)) === index);
  return firsts.map((first) => {
    const members = results.filter((result) => isSame(result, first));
    const values = { untrained: members.map((member) => member.untrained), trained: members.map((member) => member.trained) };
    return {
      width: first.width,
      seeds: members.length,
      untrained: meanOf(values.untrained),
      trained: meanOf(values.trained),
      untrainedHalf: halfOf(values.untrained, first.images),
      trainedHalf: halfOf(values.trained, first.images),
      isRecordedFamily: first.family === family,
      family: first.family,
    };
  });
}

function halfOf(values: readonly number[], images: number | null): number {
  if (values.length === 1) return images === null ? 0 : NORMAL * samplingError(values[0]!, images);
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return intervalFactor(values.length) * Math.sqrt(variance);
}

/**
 * E.g. "Your D = 256 kept 71 % of the colour (±6); your D = 16 kept 41 %. One seed." The run that ended last comes first, then another
 * width of the same settings; without one, the recorded networks of that width.
 */
export function comparisonOf(results: readonly OwnResult[], latest: OwnResult, answer: TaskAnswer, family: string): string {
  const peers = results.filter((result) => result.family === latest.family);
  const own = spellOutcome(peers, latest.width, answer, true);
  const others = [...new Set(peers.map(({ width }) => width))].filter((width) => width !== latest.width);
  const other = others.toSorted((a, b) => Math.abs(Math.log(b / latest.width)) - Math.abs(Math.log(a / latest.width)))[0];
  const compared = other !== undefined ? `; your ${spellOutcome(peers, other, answer, false)}` : latest.family === family ? recordedOutcome(latest.width, answer) : '; nothing is recorded with these settings';
  const seeds = Math.min(...[latest.width, ...(other === undefined ? [] : [other])].map((width) => peers.filter((peer) => peer.width === width).length));
  return `Your ${own}${compared}. Yours: ${seedsInWords(seeds)}.`;
}

function spellOutcome(results: readonly OwnResult[], width: number, { word, chance }: TaskAnswer, named: boolean): string {
  const members = results.filter((result) => result.width === width);
  const kept = members.map((member) => shareKept(member.untrained, member.trained, chance));
  const name = `D = ${formatWhole(width)}`;
  const object = named ? ` of the ${word}` : '';
  if (kept.every((share) => share !== null) && meanOf(kept) < 1) {
    const [first] = members;
    const error = members.length === 1 && first!.images !== null ? keptError(first!.untrained, first!.trained, chance, first!.images) : null;
    const half = members.length > 1 ? halfOf(kept, null) : error === null ? null : NORMAL * error;
    return `${name} kept ${percent(meanOf(kept))}${object}${half === null ? '' : ` (±${points(half)})`}`;
  }
  const gain = meanOf(members.map(({ untrained: before, trained }) => trained - before));
  return `${name} ${gain < 0 ? 'lost' : 'gained'} ${points(gain)} points${named ? ` on ${word}` : ''}`;
}

function recordedOutcome(width: number, { effects }: TaskAnswer): string {
  const near = nearestWidth(effects.map((effect) => effect.width), width);
  const { kept, gain, seeds } = effects.find((effect) => effect.width === near)!;
  const said = kept && kept.mean < 1 ? `kept ${percent(kept.mean)}` : `${gain.mean < 0 ? 'lost' : 'gained'} ${points(gain.mean)} points`;
  return `; the recorded networks of D = ${formatWhole(near)} ${said} (${seedsInWords(seeds)})`;
}
