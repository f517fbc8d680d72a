/** A network's numbers outside the device: what weight files hold and a look on demand rebuilds a network from. */
import type { Experiment } from '../experiment/fields';

export interface NamedNumbers {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

export interface NetworkWeights {
  readonly experiment: Experiment;
  /** Optimizer steps that were taken. */
  readonly step: number;
  /** Classes of the first task, which a supervised network's classifier has as outputs. */
  readonly classes: number;
  /** Trained numbers and running statistics, by their names in the model (`model/parameters.ts`), in its order. */
  readonly parameters: readonly NamedNumbers[];
  readonly statistics: readonly NamedNumbers[];
  /** Per channel, of pixel values scaled to 0…1; images are normalised with these before they enter the network. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}
