/**
 * What the front page charts of photographs: accuracy against width, from runs that the scoreboard has. Balanced mini-batches at the
 * four widths of claim b; until these are there, the two-class ones of claim a.
 */
import { claimOf } from '../../experiment/claims/claims';
import { conditionLink, type Condition } from '../../experiment/claims/conditions';
import { defaultExperiment, type Experiment } from '../../experiment/fields';
import { readLink } from '../../experiment/link';
import type { StoredRun } from './storedRun';

export interface CifarChart {
  id: 'cifar10';
  /** Query of the sweep without seeds; every run is this with its width and seed. */
  link: string;
  madeBy: string;
  device: string;
  from: string;
  to: string;
  trainImages: number;
  testImages: number;
  steps: number;
  images: number;
  tasks: { name: string; classes: number }[];
  /** Counts of right answers on the test images, in the order of tasks. */
  runs: { width: number; seed: number; untrained: number[]; trained: number[] }[];
}

const TASK = { name: 'cifar10', classes: 10 };

/** Null where neither claim has a run at every width. */
export function cifarChart(runs: readonly StoredRun[]): CifarChart | null {
  for (const id of ['b', 'a'] as const) {
    const found = ladderOf(claimOf(id).conditions).map(({ link }) => runs.filter((run) => run.link === link));
    if (found.every((ofWidth) => ofWidth.length > 0)) return chartOf(found.flat());
  }
  return null;
}

/** The conditions that differ from the first one in width alone. */
function ladderOf(conditions: readonly Condition[]): Condition[] {
  return conditions.filter(({ link }) => widthless(readLink(link).experiment) === widthless(readLink(conditions[0]!.link).experiment));
}

function widthless(experiment: Experiment): string {
  return conditionLink({ ...experiment, width: defaultExperiment.width });
}

function chartOf(given: readonly StoredRun[]): CifarChart {
  const { experiment } = readLink(given[0]!.link);
  const { trainImages, testImages } = given[0]!.judgement;
  // Accuracies of samples of another size do not belong on the same chart.
  const runs = given.filter(({ judgement }) => judgement.trainImages === trainImages && judgement.testImages === testImages);
  const days = runs.map(({ date }) => date.slice(0, 10)).sort();
  return {
    id: 'cifar10',
    link: widthless(experiment),
    madeBy: listOf(runs.map(({ version }) => version)),
    device: listOf(runs.map(({ backend, adapter }) => `${backend} (${adapter})`)),
    from: days[0]!,
    to: days.at(-1)!,
    trainImages,
    testImages,
    steps: experiment.steps,
    images: experiment.images,
    tasks: [TASK],
    runs: runs
      .map((run) => {
        const row = run.judgement.probes.find(({ probe }) => probe === 'logistic')!;
        return { width: readLink(run.link).experiment.width, seed: run.seed, untrained: [row.untrained[TASK.name]!], trained: [row.trained[TASK.name]!] };
      })
      .sort((a, b) => a.width - b.width || a.seed - b.seed),
  };
}

function listOf(values: readonly string[]): string {
  return [...new Set(values)].sort().join(', ');
}
