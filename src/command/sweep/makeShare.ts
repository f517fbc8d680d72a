/** Makes the missing runs of a share one after the other and keeps each as soon as it is finished. */
import type { Experiment } from '../../experiment/fields';
import { writeLink } from '../../experiment/link';
import type { ExperimentReport } from '../../record/report';
import { isMade, keepReport } from './resultFiles';

export interface Making {
  directory: string;
  run: (experiment: Experiment) => Promise<ExperimentReport>;
  say: (sentence: string) => void;
}

export interface Made {
  made: number;
  /** Not kept; the next call tries them again. */
  failed: number;
  /** Were there before. */
  kept: number;
}

/** Other errors than a run's own are thrown. */
export async function makeShare(share: readonly Experiment[], { directory, run, say }: Making): Promise<Made> {
  const counts: Made = { made: 0, failed: 0, kept: 0 };
  for (const [index, experiment] of share.entries()) {
    // Asked now rather than before: another shard or an earlier call may have made it meanwhile.
    if (isMade(directory, experiment)) {
      counts.kept++;
      continue;
    }
    say(`Run ${index + 1} of ${share.length}: ${writeLink(experiment) || 'the default experiment'}`);
    try {
      keepReport(directory, await run(experiment));
      counts.made++;
    } catch (error) {
      if ((error as Error).name !== 'RunFailed') throw error;
      counts.failed++;
      say(`It failed and is not kept: ${(error as Error).message}`);
    }
  }
  return counts;
}
