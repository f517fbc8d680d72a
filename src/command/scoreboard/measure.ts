/** From the kept runs to the scoreboard: one number per seed and effect, its interval, its verdict. */
import { linksOf, type Claim, type Effect, type Figure } from '../../experiment/claims/claim';
import type { Condition } from '../../experiment/claims/conditions';
import { SCOREBOARD_VERSION, type Interval, type MeasuredClaim, type MeasuredCondition, type MeasuredEffect, type Scoreboard } from '../../experiment/claims/scoreboard';
import { seedsBehind } from '../../experiment/claims/wording';
import { intervalOf, rankCorrelation } from '../../record/statistics';
import { accuracyOf, figureOf } from './figures';
import { findRun } from './runsFile';
import type { StoredRun } from './storedRun';
import { effectVerdict, isNarrow, partsOf, wantsSeeds, wholeVerdict } from './verdicts';

/** A shown digit more than anybody reads; keeps the file free of the dust of sums. */
const DIGITS = 6;

export interface SeedPlan {
  /** Seeds that every condition is meant to have. */
  seeds: number;
  /** Seeds at which an open effect gets no more. */
  most: number;
}

export function scoreboardOf(claims: readonly Claim[], runs: readonly StoredRun[], { seeds, most }: SeedPlan): Scoreboard {
  const links = new Set(claims.flatMap(({ conditions }) => conditions.map(({ link }) => link)));
  const used = runs.filter(({ link }) => links.has(link));
  const days = used.map(({ date }) => date.slice(0, 10)).sort();
  return {
    version: SCOREBOARD_VERSION,
    runs: used.length,
    seedsWanted: seeds,
    seedsMost: most,
    devices: [...new Set(used.map(({ backend, adapter }) => `${backend} (${adapter})`))].sort(),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    claims: claims.map((claim) => measuredClaim(claim, used, seeds)),
  };
}

function measuredClaim(claim: Claim, runs: readonly StoredRun[], seeds: number): MeasuredClaim {
  // Runs at a longer scale come last; until the first one is there they say nothing, and leave nothing open.
  const effects = claim.effects.map((effect) => ({ effect, measured: measuredEffect(effect, runs) })).filter(({ effect, measured }) => measured.interval || !isLong(claim, effect)).map(({ measured }) => measured);
  const verdict = wholeVerdict(effects.map((effect) => effect.verdict));
  return { id: claim.id, verdict, missing: verdict === 'open' ? whyOpen(effects, seeds) : null, effects, conditions: claim.conditions.map((condition) => measuredCondition(condition, runs)) };
}

export function measuredEffect(effect: Effect, runs: readonly StoredRun[]): MeasuredEffect {
  const { name, unit, expect } = effect;
  const intervals = {
    interval: foundInterval(effect, runs, 'trained'),
    ...(effect.kind === 'difference' && effect.added && { added: foundInterval(effect, runs, 'added') }),
  };
  return { name, unit, expect, verdict: effectVerdict({ ...intervals, expect }), ...intervals };
}

export function isLong({ conditions }: Claim, effect: Effect): boolean {
  return linksOf(effect).some((link) => conditions.find((condition) => condition.link === link)?.long);
}

function foundInterval(effect: Effect, runs: readonly StoredRun[], of: 'trained' | 'added'): Interval | null {
  const values = effectValues(effect, runs, of);
  if (values.length === 0) return null;
  const found = rounded(intervalOf(values));
  return effect.unit === 'correlation' ? withinOne(found) : found;
}

/** No correlation lies beyond ±1, though Student's interval may. */
function withinOne({ low, high, ...interval }: Interval): Interval {
  return { ...interval, low: low === null ? null : Math.max(low, -1), high: high === null ? null : Math.min(high, 1) };
}

function whyOpen(effects: readonly MeasuredEffect[], wanted: number): string {
  const seeds = seedsBehind(effects);
  if (seeds === 0) return 'Not measured yet.';
  if (seeds === 1) return 'One seed gives no interval; more seeds are needed.';
  if (seeds < wanted) return `Only ${seeds} of ${wanted} seeds are measured.`;
  if (effects.some(wantsSeeds)) return `The interval over ${seeds} seeds is too wide to tell.`;
  const width = Math.max(...effects.filter(({ verdict }) => verdict === 'open').flatMap((effect) => partsOf(effect).filter(isNarrow).map((interval) => (interval!.high! - interval!.low!) / 2)));
  return `What is open is small: its interval is ±${(100 * width).toFixed(1)} points, and reaches both sides.`;
}

/** One value per seed for which every run of the effect is there, by seed. */
export function effectValues(effect: Effect, runs: readonly StoredRun[], of: 'trained' | 'added' = 'trained'): number[] {
  const seeds = [...new Set(runs.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.map((seed) => valueOf(effect, of, (link) => findRun(runs, { link, seed }))).filter((value) => value !== null);
}

function valueOf(effect: Effect, of: 'trained' | 'added', find: (link: string) => StoredRun | undefined): number | null {
  const read = (link: string, figure: Figure) => {
    const run = find(link);
    return run ? figureOf(run, figure, of) : null;
  };
  if (effect.kind === 'difference') {
    const value = read(effect.of, effect.figure);
    const against = effect.against === undefined ? 0 : read(effect.against, effect.figure);
    return value === null || against === null ? null : value - against;
  }
  const [first, second] = effect.figures.map((figure) => effect.over.map((link) => read(link, figure))) as [(number | null)[], (number | null)[]];
  const isWhole = (values: (number | null)[]): values is number[] => !values.includes(null);
  return isWhole(first) && isWhole(second) ? rankCorrelation(first, second) : null;
}

function measuredCondition({ label, link }: Condition, runs: readonly StoredRun[]): MeasuredCondition {
  const pairs = runs
    .filter((run) => run.link === link)
    .map((run) => [accuracyOf(run, { probe: 'logistic' }, 'untrained'), accuracyOf(run, { probe: 'logistic' }, 'trained')] as const)
    .filter((pair): pair is readonly [number, number] => !pair.includes(null));
  if (pairs.length === 0) return { label, link, measured: null };
  const over = (value: (pair: readonly [number, number]) => number) => rounded(intervalOf(pairs.map(value)));
  return { label, link, measured: { untrained: over(([before]) => before), trained: over(([, after]) => after), gain: over(([before, after]) => after - before) } };
}

function rounded({ seeds, mean, low, high }: Interval): Interval {
  const short = (value: number) => Number(value.toPrecision(DIGITS));
  return { seeds, mean: short(mean), low: low === null ? null : short(low), high: high === null ? null : short(high) };
}
