/** How long a step takes: measured where a run of these settings has been timed here, expected otherwise. */
import { estimateStepMilliseconds, slowdownOf, type StepDevice } from '../engine/stepTime';
import type { Experiment, FieldName } from '../experiment/fields';
import { describeNetwork } from '../model/describe';
import type { Run } from './run';

export interface Pace {
  milliseconds: number;
  /** `scaled`: expected from what another run on this machine took. */
  source: 'measured' | 'scaled' | 'expected';
}

/** Fields that decide how much a step computes. */
const weighty: readonly FieldName[] = ['method', 'backbone', 'width', 'layers', 'hidden', 'out', 'batch'];

export function paceOf(experiment: Experiment, runs: readonly Run[], presumed: StepDevice): Pace {
  // What another machine took says nothing of this one.
  const own = runs.filter(({ origin }) => origin === 'here');
  const timed = own.filter((run) => run.stepMilliseconds !== null);
  const same = timed.findLast((run) => weighty.every((name) => run.experiment[name] === experiment[name]));
  if (same) return { milliseconds: same.stepMilliseconds!, source: 'measured' };

  const network = describeNetwork(experiment);
  const device = own.findLast((run) => run.device)?.device ?? presumed;
  const nearest = timed[timed.length - 1];
  if (!nearest) return { milliseconds: estimateStepMilliseconds(network, experiment, device), source: 'expected' };
  const slowdown = slowdownOf(nearest.stepMilliseconds!, describeNetwork(nearest.experiment), nearest.experiment, device);
  return { milliseconds: estimateStepMilliseconds(network, experiment, { ...device, slowdown }), source: 'scaled' };
}
