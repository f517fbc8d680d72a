/**
 * `npm run -s sweep -- '<sweep link>' [--shard I/N] [--out DIR] [--data-dir DIR] [--backend auto|webgpu|wasm] [--dry-run]` makes the
 * runs of a sweep, or one of N shares of them, that DIR (sweep-results) does not hold yet: one JSON file per run, named by its settings.
 * Stopped at any time, the same command goes on. `--dry-run` lists the share. `--merge DIR` writes all runs in DIR to stdout as the one
 * file that the page opens. Exit code 0: all done; 1: a run failed, or a file to merge is damaged; 2: unusable arguments.
 */
import path from 'node:path';
import { writeLink } from '../experiment/link';
import { checkImages } from './checkImages';
import { UnusableArguments } from './givenOptions';
import { Interrupted, withHeadlessPage } from './headlessPage';
import { oneLine } from './oneLine';
import { progressLine, timeLeft } from './progressLine';
import { type MakeArguments, readSweepArguments } from './sweep/arguments';
import { makeShare } from './sweep/makeShare';
import { mergeResults } from './sweep/merge';
import { fileNameOf, isMade, keepSweepLink } from './sweep/resultFiles';
import { expectedSeconds, shareOf } from './sweep/share';

function list({ sweep, shard, out }: MakeArguments): void {
  const share = shareOf(sweep, shard);
  const missing = share.filter((experiment) => !isMade(out, experiment));
  for (const experiment of share) {
    console.log(`${missing.includes(experiment) ? `${(expectedSeconds(experiment) / 60).toFixed(1).padStart(6)} min` : '      made'}  ${fileNameOf(experiment)}`);
  }
  const seconds = missing.reduce((total, experiment) => total + expectedSeconds(experiment), 0);
  const time = missing.length === 0 ? '' : `, about ${timeLeft(seconds).replace(' left', '')} on two cores`;
  console.log(`${missing.length} of ${share.length} runs of shard ${shard.index}/${shard.count} to make${time}.`);
}

async function make({ sweep, link, shard, out, backend, dataDirectory }: MakeArguments): Promise<number> {
  const share = shareOf(sweep, shard);
  const missing = share.filter((experiment) => !isMade(out, experiment));
  for (const experiment of missing) await checkImages(experiment, dataDirectory);
  keepSweepLink(out, link);
  const { say } = progressLine(1);
  const counts =
    missing.length === 0
      ? { made: 0, failed: 0, kept: share.length }
      : await withHeadlessPage(
          { backend, ...(dataDirectory !== undefined && { dataDirectory }), say, farewell: () => 'Interrupted; finished runs are kept, and the same command resumes.' },
          (page) =>
            makeShare(share, {
              directory: out,
              run(experiment) {
                const progress = progressLine(experiment.steps);
                return page.run({ query: writeLink(experiment), judge: false, onEvent: progress.take }).finally(progress.clear);
              },
              say,
            }),
        );
  console.error(`Shard ${shard.index}/${shard.count}: ${counts.made} runs were made, ${counts.kept} were there, ${counts.failed} failed; they are in ${path.relative(process.cwd(), out) || '.'}.`);
  return counts.failed === 0 ? 0 : 1;
}

function merge(directory: string): number {
  const { text, remarks, faults } = mergeResults(directory);
  for (const sentence of [...remarks, ...faults]) console.error(sentence);
  if (text !== null) process.stdout.write(text);
  return text === null || faults.length > 0 ? 1 : 0;
}

try {
  const given = readSweepArguments(process.argv.slice(2));
  if (given.what === 'merge') process.exitCode = merge(given.directory);
  else {
    for (const remark of given.remarks) console.error(remark);
    if (given.dryRun) list(given);
    else process.exitCode = await make(given);
  }
} catch (error) {
  if (!(error instanceof Interrupted)) console.error(oneLine(error));
  process.exitCode = error instanceof UnusableArguments ? 2 : 1;
}
