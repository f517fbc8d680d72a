/** Makes one run after the other and keeps each as soon as it is finished. Which one comes next may depend on those before it. */
import type { ExperimentReport } from '../../record/report';
import { addRun } from './runsFile';
import { seededLink, storedRunOf, type StoredRun, type WantedRun } from './storedRun';

export interface Making {
  /** runs.json. */
  file: string;
  version: string;
  /** Null ends it. */
  next: (failed: readonly WantedRun[]) => WantedRun | null;
  run: (query: string) => Promise<ExperimentReport>;
  /** After every kept run, with all of them. */
  kept: (runs: readonly StoredRun[]) => void;
  say: (sentence: string) => void;
  now?: () => Date;
}

/** How many runs were kept and how many failed; these are not kept, and the next call tries them again. Other errors than a run's own are thrown. */
export async function makeRuns({ file, version, next, run, kept, say, now = () => new Date() }: Making): Promise<{ made: number; failed: number }> {
  const failed: WantedRun[] = [];
  let made = 0;
  for (let wanted = next(failed); wanted; wanted = next(failed)) {
    const query = seededLink(wanted);
    say(`Run ${made + failed.length + 1}: ${query}`);
    const start = now();
    let report: ExperimentReport;
    try {
      report = await run(query);
    } catch (error) {
      if ((error as Error).name !== 'RunFailed') throw error;
      failed.push(wanted);
      say(`It failed and is not kept: ${(error as Error).message}`);
      continue;
    }
    const end = now();
    const stored = storedRunOf(wanted, report, { date: end.toISOString(), version, seconds: Math.round((end.getTime() - start.getTime()) / 1000) });
    if (stored) {
      kept(addRun(file, stored));
      made++;
    } else {
      failed.push(wanted);
      say('Its report holds no evaluation by every probe, so it is not kept.');
    }
  }
  return { made, failed: failed.length };
}
