/** Makes the missing runs one after the other and keeps each as soon as it is finished. */
import type { ExperimentReport } from '../../record/report';
import { addRun } from './runsFile';
import { seededLink, storedRunOf, type StoredRun, type WantedRun } from './storedRun';

export interface Making {
  /** runs.json. */
  file: string;
  version: string;
  run: (query: string) => Promise<ExperimentReport>;
  /** After every kept run, with all of them. */
  kept: (runs: readonly StoredRun[]) => void;
  say: (sentence: string) => void;
  now?: () => Date;
}

/** How many runs failed; they are not kept, and the next call tries them again. Other errors than a run's own are thrown. */
export async function makeRuns(missing: readonly WantedRun[], { file, version, run, kept, say, now = () => new Date() }: Making): Promise<number> {
  let failed = 0;
  for (const [index, wanted] of missing.entries()) {
    const query = seededLink(wanted);
    say(`Run ${index + 1} of ${missing.length}: ${query}`);
    const start = now();
    let report: ExperimentReport;
    try {
      report = await run(query);
    } catch (error) {
      if ((error as Error).name !== 'RunFailed') throw error;
      failed++;
      say(`It failed and is not kept: ${(error as Error).message}`);
      continue;
    }
    const end = now();
    const made = storedRunOf(wanted, report, { date: end.toISOString(), version, seconds: Math.round((end.getTime() - start.getTime()) / 1000) });
    if (made) kept(addRun(file, made));
    else {
      failed++;
      say('Its report holds no evaluation by every probe, so it is not kept.');
    }
  }
  return failed;
}
