/**
 * `npm run -s experiment -- '<URL or query>' [--data-dir DIR] [--backend auto|webgpu|wasm] [--judge] [--out FILE]`
 * runs one experiment in headless Chromium with the code of the page, and writes one JSON object. Progress goes to
 * stderr. Exit code 0: finished; 1: the run failed; 2: unusable arguments.
 */
import { writeFileSync } from 'node:fs';
import type { ExperimentReport } from '../record/report';
import { checkImages } from './checkImages';
import { type ExperimentArguments, readExperimentArguments } from './experimentArguments';
import { UnusableArguments } from './givenOptions';
import { Interrupted, withHeadlessPage } from './headlessPage';
import { oneLine } from './oneLine';
import { progressLine } from './progressLine';

async function run({ experiment, query, backend, judge, dataDirectory, remarks }: ExperimentArguments): Promise<ExperimentReport> {
  const progress = progressLine(experiment.steps);
  for (const remark of remarks) progress.say(remark);
  await checkImages(experiment, dataDirectory);
  return withHeadlessPage(
    { backend, ...(dataDirectory !== undefined && { dataDirectory }), say: progress.say, farewell: () => 'Interrupted; nothing was written.' },
    (page) => page.run({ query, judge, onEvent: progress.take }).finally(progress.clear),
  );
}

try {
  const given = readExperimentArguments(process.argv.slice(2));
  const report = `${JSON.stringify(await run(given), null, 1)}\n`;
  if (given.out === undefined) process.stdout.write(report);
  else writeFileSync(given.out, report);
} catch (error) {
  if (!(error instanceof Interrupted)) console.error(oneLine(error));
  process.exitCode = error instanceof UnusableArguments ? 2 : 1;
}
