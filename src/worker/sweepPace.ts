/** How long the rest of a sweep takes: by what its finished runs took, and what the model says of the others beside them. */
import { estimateStepMilliseconds, type StepDevice } from '../engine/stepTime';
import type { Experiment } from '../experiment/fields';
import { describeNetwork } from '../model/describe';
import type { RunRecord } from '../record/record';

/** One finished run. */
export interface TimedRun {
  readonly device: StepDevice;
  readonly experiment: Experiment;
  /** Steps alone. */
  readonly trainingSeconds: number;
  /** Images, probes and whatever else there is beside the steps. */
  readonly otherSeconds: number;
}

/** Machines change their pace (heat, other work), so that only the last runs count. */
const COUNTED = 8;

/** Null where the run has not finished. */
export function timedRun({ device, experiment, timing }: Pick<RunRecord, 'device' | 'experiment' | 'timing'>): TimedRun | null {
  if (!device || !timing) return null;
  const trainingSeconds = (experiment.steps * timing.stepMilliseconds) / 1000;
  return { device: { backend: device.backend, threads: device.threads }, experiment, trainingSeconds, otherSeconds: Math.max(0, timing.totalSeconds - trainingSeconds) };
}

/** Seconds that a run will take; null before any was timed. */
export function expectedSeconds(experiment: Experiment, timed: readonly TimedRun[]): number | null {
  const counted = timed.slice(-COUNTED);
  const device = counted.at(-1)?.device;
  if (!device) return null;
  const alike = counted.filter((run) => run.device.backend === device.backend && run.device.threads === device.threads);
  const slowdown = sum(alike.map(({ trainingSeconds }) => trainingSeconds)) / sum(alike.map((run) => modelSeconds(run.experiment, device)));
  return slowdown * modelSeconds(experiment, device) + sum(alike.map(({ otherSeconds }) => otherSeconds)) / alike.length;
}

function modelSeconds(experiment: Experiment, device: StepDevice): number {
  return (experiment.steps * estimateStepMilliseconds(describeNetwork(experiment), experiment, device)) / 1000;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
