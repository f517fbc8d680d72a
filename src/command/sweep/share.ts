/** Which runs of a sweep fall to a shard: split by what the model says they cost, the same on every machine. */
import { estimateStepMilliseconds } from '../../engine/stepTime';
import type { Experiment } from '../../experiment/fields';
import { experimentsOf, type Sweep } from '../../experiment/sweep';
import { describeNetwork } from '../../model/describe';
import type { Shard } from './arguments';

/** Every machine must come to the same split, so it is not asked what it is. */
const DEVICE = { backend: 'wasm', threads: 2 } as const;
/** Images, probes and the end of a run, on two cores. */
const BESIDE_STEPS_SECONDS = 15;

/** On two cores of a common machine. */
export function expectedSeconds(experiment: Experiment): number {
  return BESIDE_STEPS_SECONDS + (experiment.steps * estimateStepMilliseconds(describeNetwork(experiment), experiment, DEVICE)) / 1000;
}

/** Each run, the longest first, goes to the shard that has least to do so far. In the order of the sweep. */
export function shareOf(sweep: Sweep, { index, count }: Shard): Experiment[] {
  const runs = experimentsOf(sweep);
  const costs = runs.map(expectedSeconds);
  const loads = new Float64Array(count);
  const shardOf = new Map<Experiment, number>();
  for (const run of runs.map((_, place) => place).sort((a, b) => costs[b]! - costs[a]! || a - b)) {
    const idlest = loads.indexOf(Math.min(...loads.subarray(0, runs.length)));
    loads[idlest]! += costs[run]!;
    shardOf.set(runs[run]!, idlest);
  }
  return runs.filter((run) => shardOf.get(run) === index - 1);
}
