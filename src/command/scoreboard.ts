/**
 * `npm run -s scoreboard -- [--data-dir DIR] [--only a,b] [--seeds N] [--backend auto|webgpu|wasm] [--dry-run]` makes
 * the runs that the claims need and that public/scoreboard/runs.json does not hold yet, one after the other, then writes
 * public/scoreboard/claims.json and the README's table. Stopped at any time, the same command goes on. `--dry-run` lists the
 * missing runs. Exit code 0: all made; 1: a run failed, or the file of runs is damaged; 2: unusable arguments.
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
import { scoreboardOf } from './scoreboard/measure';
import { pageVersion } from './pageVersion';
import { expectedSeconds, missingRuns, wantedRuns } from './scoreboard/plan';
import { readmeTable, withTable } from './scoreboard/readmeTable';
import { readRuns } from './scoreboard/runsFile';
import { seededLink, type StoredRun, type WantedRun } from './scoreboard/storedRun';

const folder = path.join(projectRoot, 'public/scoreboard');
const runsFile = path.join(folder, 'runs.json');
const claimsFile = path.join(folder, 'claims.json');
const readmeFile = path.join(projectRoot, 'README.md');

/** The scoreboard is always of all claims, whatever was asked for in this call. */
function publish(runs: readonly StoredRun[], seeds: number): void {
  const scoreboard = scoreboardOf(claims, runs, seeds);
  replaceFile(claimsFile, `${JSON.stringify(scoreboard, null, 1)}\n`);
  replaceFile(readmeFile, withTable(readFileSync(readmeFile, 'utf8'), readmeTable(claims, scoreboard)));
}

function list(missing: readonly WantedRun[], made: readonly StoredRun[]): void {
  const seconds = missing.map((run) => expectedSeconds(run, made));
  for (const [index, run] of missing.entries()) console.log(`${(seconds[index]! / 60).toFixed(1).padStart(5)} min  ${seededLink(run)}`);
  const total = seconds.reduce((sum, value) => sum + value, 0);
  console.log(`${missing.length} runs to make${total > 0 ? `, about ${timeLeft(total).replace(' left', '')} on this machine’s processor` : ''}; ${made.length} are kept.`);
}

async function make(missing: readonly WantedRun[], { backend, dataDirectory, seeds }: ScoreboardArguments): Promise<number> {
  for (const { link } of missing) await checkImages(readLink(link).experiment, dataDirectory);
  const { say } = progressLine(1);
  return withHeadlessPage(
    { backend, ...(dataDirectory !== undefined && { dataDirectory }), say, farewell: () => 'Interrupted; finished runs are kept, and the same command resumes.' },
    (page) =>
      makeRuns(missing, {
        file: runsFile,
        version: pageVersion(),
        run(query) {
          const progress = progressLine(readLink(query).experiment.steps);
          return page.run({ query, judge: true, onEvent: progress.take }).finally(progress.clear);
        },
        kept: (runs) => publish(runs, seeds),
        say,
      }),
  );
}

try {
  const given = readScoreboardArguments(process.argv.slice(2));
  const chosen: readonly Claim[] = claims.filter(({ id }) => given.only.includes(id));
  const made = readRuns(runsFile);
  const missing = missingRuns(wantedRuns(chosen, given.seeds), made);
  if (given.dryRun) list(missing, made);
  else {
    const failed = missing.length === 0 ? 0 : await make(missing, given);
    publish(readRuns(runsFile), given.seeds);
    console.error(`${missing.length - failed} runs were made, ${failed} failed; the scoreboard is in ${path.relative(process.cwd(), claimsFile)} and in the README.`);
    process.exitCode = failed === 0 ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof Interrupted)) console.error(oneLine(error));
  process.exitCode = error instanceof UnusableArguments ? 2 : 1;
}
