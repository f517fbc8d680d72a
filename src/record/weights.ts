/** A network's numbers outside the device: what weight files hold and a look on demand rebuilds a network from. */
export type { NamedNumbers, NetworkWeights } from '../train/weights';
