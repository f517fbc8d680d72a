/** A network that is looked at on demand: its numbers off the device, with the experiment that made them. */
import { Network, networkShape } from '../../model/network';
import { type NetworkWeights, overwriteWeights } from '../weights';

export type Subject = NetworkWeights;

/** The network as it was at step 0. The caller disposes it. */
export function untrainedNetwork({ experiment, classes }: Pick<Subject, 'experiment' | 'classes'>): Network {
  return new Network(networkShape(experiment, classes), experiment.seed);
}

/** The network as it is. The caller disposes it. Throws `OtherNetwork`. */
export function networkOf(subject: Subject): Network {
  const network = untrainedNetwork(subject);
  try {
    overwriteWeights(network, subject);
    return network;
  } catch (error) {
    network.dispose();
    throw error;
  }
}
