/**
 * Which runs the claims still need, in the order in which machine time is best spent: one seed of everything, then further ones up to
 * the number that every condition is meant to have; then seeds for what these leave open; the long runs at the end.
 */
import { cpus } from 'node:os';
import { estimateStepMilliseconds, wasmThreads } from '../../engine/stepTime';
import { linksOf, type Claim, type Effect, type Figure } from '../../experiment/claims/claim';
import { readLink } from '../../experiment/link';
import { describeNetwork } from '../../model/describe';
import { figureOf } from './figures';
import { isLong, measuredEffect, type SeedPlan } from './measure';
import { findRun } from './runsFile';
import type { StoredRun, WantedRun } from './storedRun';
import { partsOf, wantsSeeds } from './verdicts';

/** Share of a run beyond its steps, for probes and for drawing the data. */
const BEYOND_STEPS = 1.25;
/** What judging takes on two cores, and more for every unit of the representation: measured from D = 32 to 2048. */
const JUDGING_SECONDS = 30;
const JUDGING_SECONDS_PER_UNIT = 0.02;
/** Of long runs. */
const LONG_SEEDS = 3;

export interface Plan {
  /** Whatever the runs before them show. */
  sure: readonly WantedRun[];
  /** At most these, for effects that are open now; those that get settled on the way drop out. */
  further: readonly WantedRun[];
  long: readonly WantedRun[];
}

export function planOf(claims: readonly Claim[], made: readonly StoredRun[], { seeds, most }: SeedPlan): Plan {
  const read = figuresRead(claims);
  const isMade = (run: WantedRun) => {
    const found = findRun(made, run);
    return found !== undefined && (read.get(run.link) ?? []).every(({ figure, added }) => figureOf(found, figure, added ? 'added' : 'trained') !== null);
  };
  const missing = (links: readonly string[], from: number, until: number) => {
    const runs: WantedRun[] = [];
    for (let seed = from; seed <= until; seed++) for (const link of new Set(links)) runs.push({ link, seed });
    return runs.filter((run) => !isMade(run));
  };
  const linksOfLength = (long: boolean) => claims.flatMap(({ conditions }) => conditions.filter((condition) => Boolean(condition.long) === long).map(({ link }) => link));
  // What no effect reads belongs to a curve, and waits for the rest of its seed.
  const short = linksOfLength(false);
  const open = claims.flatMap((claim) => claim.effects.filter((effect) => !isLong(claim, effect) && isOpen(effect, made)));
  return {
    sure: missing([...short.filter((link) => read.has(link)), ...short], 1, seeds),
    further: missing(open.flatMap(linksOf), seeds + 1, most),
    long: missing(linksOfLength(true), 1, LONG_SEEDS),
  };
}

/** Null where nothing is left to do but what failed. */
export function nextRun({ sure, further, long }: Plan, failed: readonly WantedRun[]): WantedRun | null {
  const fails = (run: WantedRun) => failed.some(({ link, seed }) => link === run.link && seed === run.seed);
  return [...sure, ...further, ...long].find((run) => !fails(run)) ?? null;
}

/** Not those without a first seed: whether they will be open is not known yet. */
function isOpen(effect: Effect, made: readonly StoredRun[]): boolean {
  const measured = measuredEffect(effect, made);
  return partsOf(measured).every((interval) => interval !== null) && wantsSeeds(measured);
}

/** What effects read of each link: a run that was judged before a probe existed has to be made again. */
function figuresRead(claims: readonly Claim[]): Map<string, { figure: Figure; added: boolean }[]> {
  const read = new Map<string, { figure: Figure; added: boolean }[]>();
  for (const effect of claims.flatMap(({ effects }) => effects)) {
    const figures = effect.kind === 'difference' ? [{ figure: effect.figure, added: effect.added ?? false }] : effect.figures.map((figure) => ({ figure, added: false }));
    for (const link of linksOf(effect)) read.set(link, [...(read.get(link) ?? []), ...figures]);
  }
  return read;
}

/** What the same condition took before, else what its steps are expected to take on this machine's processor. */
export function expectedSeconds({ link }: WantedRun, made: readonly StoredRun[]): number {
  const same = made.filter((run) => run.link === link);
  // The middle one: a machine that did something else meanwhile does not count.
  if (same.length > 0) return same.map(({ seconds }) => seconds).sort((a, b) => a - b)[Math.floor(same.length / 2)]!;
  const { experiment } = readLink(link);
  const step = estimateStepMilliseconds(describeNetwork(experiment), experiment, { backend: 'wasm', threads: wasmThreads(cpus().length) });
  return (BEYOND_STEPS * experiment.steps * step) / 1000 + JUDGING_SECONDS + JUDGING_SECONDS_PER_UNIT * experiment.width;
}
