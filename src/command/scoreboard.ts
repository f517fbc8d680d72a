/**
 * `npm run -s scoreboard -- [--data-dir DIR] [--only a,b] [--seeds N] [--most N] [--limit-minutes N] [--backend auto|webgpu|wasm] [--dry-run]`
 * makes the runs that the claims need and that public/scoreboard/runs.json does not hold yet, one after the other: N seeds of
 * everything, then more for every open effect until its interval is within ±2 points or --most seeds are made, then the long runs. After
 * each it writes public/scoreboard/claims.json and the README's table. The same command resumes when it was stopped. No run is started
 * after --limit-minutes. `--dry-run` lists the missing runs. Exit code 0: all made; 1: a run failed, or the file of runs is damaged;
 * 2: unusable arguments.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Claim } from '../experiment/claims/claim';
import { claims } from '../experiment/claims/claims';
import { readLink } from '../experiment/link';
import { checkImages } from './checkImages';
import { UnusableArguments } from './givenOptions';
import { Interrupted, withHeadlessPage } from './headlessPage';
import { oneLine } from './oneLine';
import { progressLine, timeLeft } from './progressLine';
import { projectRoot } from './projectRoot';
import { replaceFile } from './replaceFile';
import { readScoreboardArguments, type ScoreboardArguments } from './scoreboard/arguments';
import { makeRuns } from './scoreboard/makeRuns';
import { scoreboardOf, type SeedPlan } from './scoreboard/measure';
import { pageVersion } from './pageVersion';
import { expectedSeconds, nextRun, planOf, type Plan } from './scoreboard/plan';
import { readmeTable, withTable } from './scoreboard/readmeTable';
import { readRuns, writeRuns } from './scoreboard/runsFile';
import { seededLink, type StoredRun } from './scoreboard/storedRun';

const folder = path.join(projectRoot, 'public/scoreboard');
const runsFile = path.join(folder, 'runs.json');
const claimsFile = path.join(folder, 'claims.json');
const readmeFile = path.join(projectRoot, 'README.md');

/** The scoreboard is always of all claims, whatever was asked for in this call. */
function publish(runs: readonly StoredRun[], seeds: SeedPlan): void {
  const scoreboard = scoreboardOf(claims, runs, seeds);
  replaceFile(claimsFile, `${JSON.stringify(scoreboard, null, 1)}\n`);
  replaceFile(readmeFile, withTable(readFileSync(readmeFile, 'utf8'), readmeTable(claims, scoreboard)));
}

function list({ sure, further, long }: Plan, made: readonly StoredRun[]): void {
  for (const [title, runs] of [['Needed', sure], ['For what is open now, at most', further], ['Long runs', long]] as const) {
    if (runs.length === 0) continue;
    const seconds = runs.map((run) => expectedSeconds(run, made));
    const total = seconds.reduce((sum, value) => sum + value, 0);
    console.log(`${title}: ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, about ${timeLeft(total).replace(' left', '')} on this machine’s processor`);
    for (const [index, run] of runs.entries()) console.log(`${(seconds[index]! / 60).toFixed(1).padStart(5)} min  ${seededLink(run)}`);
  }
  console.log(`${sure.length + further.length + long.length} runs to make; ${made.length} are kept.`);
}

async function make(chosen: readonly Claim[], { backend, dataDirectory, limitMinutes, ...seeds }: ScoreboardArguments): Promise<{ made: number; failed: number }> {
  let plan = planOf(chosen, readRuns(runsFile), seeds);
  const links = new Set([...plan.sure, ...plan.further, ...plan.long].map(({ link }) => link));
  for (const link of links) await checkImages(readLink(link).experiment, dataDirectory);
  const { say } = progressLine(1);
  const end = performance.now() + 60_000 * limitMinutes;
  return withHeadlessPage(
    { backend, ...(dataDirectory !== undefined && { dataDirectory }), say, farewell: () => 'Interrupted; finished runs are kept, and the same command resumes.' },
    (page) =>
      makeRuns({
        file: runsFile,
        version: pageVersion(),
        next: (failed) => (performance.now() < end ? nextRun(plan, failed) : null),
        run(query) {
          const progress = progressLine(readLink(query).experiment.steps);
          return page.run({ query, judge: true, onEvent: progress.take }).finally(progress.clear);
        },
        kept(runs) {
          publish(runs, seeds);
          plan = planOf(chosen, runs, seeds);
        },
        say,
      }),
  );
}

try {
  const given = readScoreboardArguments(process.argv.slice(2));
  const chosen = claims.filter(({ id }) => given.only.includes(id));
  const runs = readRuns(runsFile);
  const plan = planOf(chosen, runs, given);
  if (given.dryRun) list(plan, runs);
  else {
    const { made, failed } = given.limitMinutes > 0 && nextRun(plan, []) ? await make(chosen, given) : { made: 0, failed: 0 };
    const kept = readRuns(runsFile);
    writeRuns(runsFile, kept);
    publish(kept, given);
    console.error(`${made} runs were made, ${failed} failed; the scoreboard is in ${path.relative(process.cwd(), claimsFile)} and in the README.`);
    process.exitCode = failed === 0 ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof Interrupted)) console.error(oneLine(error));
  process.exitCode = error instanceof UnusableArguments ? 2 : 1;
}
