/** A network that is looked at on demand: the weights of a run at one step, off the device, with the experiment that made them. */
import type { ExperimentImages } from '../../data/dataset';
import type { Experiment } from '../../experiment/fields';
import { Network, networkShape } from '../../model/network';

export interface Weights {
  parameters: Float32Array;
  statistics: Float32Array;
}

export interface Subject {
  experiment: Experiment;
  step: number;
  weights: Weights;
}

export async function weightsOf({ parameters, statistics }: Network): Promise<Weights> {
  return { parameters: await parameters.read(), statistics: await statistics.read() };
}

/** The network of an experiment as it was at step 0, or with the weights given. The caller disposes it. */
export function networkOf(experiment: Experiment, { pretraining }: ExperimentImages, weights: Weights | null): Network {
  const network = new Network(networkShape(experiment, pretraining.tasks[0]!.classNames.length), experiment.seed);
  if (weights) {
    network.parameters.overwrite(weights.parameters);
    network.statistics.overwrite(weights.statistics);
  }
  return network;
}
