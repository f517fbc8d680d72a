/** From the kept runs to the scoreboard: one number per seed and effect, its interval, its verdict. */
import type { Claim, Effect } from '../../experiment/claims/claim';
import type { Condition } from '../../experiment/claims/conditions';
import { SCOREBOARD_VERSION, type Interval, type MeasuredClaim, type MeasuredCondition, type Scoreboard } from '../../experiment/claims/scoreboard';
import { accuracyOf, figureOf } from './figures';
import { intervalOf, rankCorrelation } from '../../record/statistics';
import type { StoredRun } from './storedRun';
import { claimVerdict, effectVerdict } from './verdicts';

/** A shown digit more than anybody reads; keeps the file free of the dust of sums. */
const DIGITS = 6;

export function scoreboardOf(claims: readonly Claim[], runs: readonly StoredRun[], seedsWanted: number): Scoreboard {
  const links = new Set(claims.flatMap(({ conditions }) => conditions.map(({ link }) => link)));
  const used = runs.filter(({ link }) => links.has(link));
  const days = used.map(({ date }) => date.slice(0, 10)).sort();
  return {
    version: SCOREBOARD_VERSION,
    runs: used.length,
    seedsWanted,
    devices: [...new Set(used.map(({ backend, adapter }) => `${backend} (${adapter})`))].sort(),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    claims: claims.map((claim) => measuredClaim(claim, used, seedsWanted)),
  };
}

function measuredClaim(claim: Claim, runs: readonly StoredRun[], seedsWanted: number): MeasuredClaim {
  const effects = claim.effects.map((effect) => {
    const values = effectValues(effect, runs);
    const found = values.length === 0 ? null : rounded(intervalOf(values));
    const interval = found && effect.unit === 'correlation' ? withinOne(found) : found;
    return { name: effect.name, unit: effect.unit, expect: effect.expect, verdict: effectVerdict(interval, effect.expect), interval };
  });
  const verdict = claimVerdict(effects.map((effect) => effect.verdict));
  const fewest = Math.min(...effects.map(({ interval }) => interval?.seeds ?? 0));
  return { id: claim.id, verdict, missing: verdict === 'open' ? whyOpen(fewest, seedsWanted) : null, effects, conditions: claim.conditions.map((condition) => measuredCondition(condition, runs)) };
}

/** No correlation lies beyond ±1, though Student's interval may. */
function withinOne({ low, high, ...interval }: Interval): Interval {
  return { ...interval, low: low === null ? null : Math.max(low, -1), high: high === null ? null : Math.min(high, 1) };
}

function whyOpen(seeds: number, wanted: number): string {
  if (seeds === 0) return 'Not measured yet.';
  if (seeds === 1) return 'One seed gives no interval; more seeds are needed.';
  if (seeds < wanted) return `Only ${seeds} of ${wanted} seeds are measured.`;
  return `The interval over ${seeds} seeds is too wide to tell.`;
}

/** One value per seed for which every run of the effect is there, by seed. */
export function effectValues(effect: Effect, runs: readonly StoredRun[]): number[] {
  const seeds = [...new Set(runs.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.map((seed) => valueOf(effect, (link) => runs.find((run) => run.link === link && run.seed === seed))).filter((value) => value !== null);
}

function valueOf(effect: Effect, find: (link: string) => StoredRun | undefined): number | null {
  const read = (link: string, figure: Parameters<typeof figureOf>[1]) => {
    const run = find(link);
    return run ? figureOf(run, figure) : null;
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
