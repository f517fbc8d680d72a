/** Which runs the claims need: every distinct condition once per seed, claim by claim, all conditions of a seed before the next seed. */
import { cpus } from 'node:os';
import { estimateStepMilliseconds, wasmThreads } from '../../engine/stepTime';
import type { Claim } from '../../experiment/claims/claim';
import { readLink } from '../../experiment/link';
import { describeNetwork } from '../../model/describe';
import { hasRun } from './runsFile';
import { meanOf } from '../../record/statistics';
import type { StoredRun, WantedRun } from './storedRun';

/** Share of a run beyond its steps, for probes and for drawing the data; and what judging takes on two cores. */
const BEYOND_STEPS = 1.25;
const JUDGING_SECONDS = 60;

export function wantedRuns(claims: readonly Claim[], seeds: number): WantedRun[] {
  const wanted: WantedRun[] = [];
  for (const { conditions } of claims) {
    for (let seed = 1; seed <= seeds; seed++) {
      for (const { link } of conditions) {
        if (!wanted.some((run) => run.link === link && run.seed === seed)) wanted.push({ link, seed });
      }
    }
  }
  return wanted;
}

export function missingRuns(wanted: readonly WantedRun[], made: readonly StoredRun[]): WantedRun[] {
  return wanted.filter((run) => !hasRun(made, run));
}

/** What the same condition took before, else what its steps are expected to take on this machine's processor. */
export function expectedSeconds({ link }: WantedRun, made: readonly StoredRun[]): number {
  const same = made.filter((run) => run.link === link);
  if (same.length > 0) return meanOf(same.map(({ seconds }) => seconds));
  const { experiment } = readLink(link);
  const step = estimateStepMilliseconds(describeNetwork(experiment), experiment, { backend: 'wasm', threads: wasmThreads(cpus().length) });
  return (BEYOND_STEPS * experiment.steps * step) / 1000 + JUDGING_SECONDS;
}
