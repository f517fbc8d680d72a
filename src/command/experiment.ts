/**
 * `npm run -s experiment -- '<URL or query>' [--data-dir DIR] [--backend auto|webgpu|wasm] [--out FILE]`
 * runs one experiment in headless Chromium with the code of the page, and writes one JSON object. Progress goes to
 * stderr. Exit code 0: finished; 1: the run failed; 2: unusable arguments.
 */
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { buildPage } from './buildPage';
import { launchChromium } from './chromium';
import { type ExperimentArguments, readExperimentArguments, UnusableArguments } from './experimentArguments';
import { listLocalData } from './localData';
import { progressLine } from './progressLine';
import type { ExperimentReport } from '../runs/report';
import { runInPage } from './runInPage';
import { dataFolder, servePage } from './servePage';

/** Away from the port of `npm start`, so that both can run. */
const FIRST_PORT = 4273;

const officialFolder: Record<string, string> = { cifar10: 'cifar-10-batches-bin', cifar100: 'cifar-100-binary' };

/** Set by a signal: what then fails in the closed browser is no failure of the run. */
let interrupted = false;

/** Looks for the images now rather than after the browser has started. */
async function checkImages({ experiment, dataDirectory }: ExperimentArguments): Promise<void> {
  const folder = officialFolder[experiment.data];
  if (folder === undefined) return;
  const directory = dataFolder(dataDirectory);
  if (folder in (await listLocalData(directory))) return;
  const remedy = dataDirectory === undefined ? 'run npm run fetch-data, or name the folder that holds it with --data-dir' : 'give the folder that holds it, in the official layout';
  throw new UnusableArguments(`data=${experiment.data} needs ${folder}, which is not in ${directory}; ${remedy}.`);
}

async function run(given: ExperimentArguments): Promise<ExperimentReport> {
  const progress = progressLine(given.experiment.steps);
  for (const remark of given.remarks) progress.say(remark);
  await checkImages(given);
  await buildPage(progress.say);
  const browser = await launchChromium({ softwareWebGpu: given.backend.endsWith('webgpu'), say: progress.say });
  const closeAndLeave = (code: number) => {
    interrupted = true;
    progress.say('Interrupted; nothing was written.');
    void browser.close().finally(() => process.exit(code));
  };
  process.once('SIGINT', () => closeAndLeave(130));
  process.once('SIGTERM', () => closeAndLeave(143));
  try {
    const served = await servePage({ port: FIRST_PORT, host: 'localhost', ...(given.dataDirectory && { dataDirectory: given.dataDirectory }) });
    try {
      const address = served.addresses[0]!;
      return await runInPage(browser, { address, query: given.query, backend: given.backend, onEvent: progress.take });
    } finally {
      progress.clear();
      await browser.close(); // before the server, which waits for its connections to end
      await served.close();
    }
  } finally {
    await browser.close();
  }
}

try {
  const given = readExperimentArguments(process.argv.slice(2));
  const report = `${JSON.stringify(await run(given), null, 1)}\n`;
  if (given.out === undefined) process.stdout.write(report);
  else writeFileSync(given.out, report);
} catch (error) {
  if (!interrupted) console.error(stripVTControlCharacters((error as Error).message).replace(/\s*\n\s*/g, ' '));
  process.exitCode = error instanceof UnusableArguments ? 2 : 1;
}
