/** A network's numbers off the device, by name: what a checkpoint and a weight file hold, and what a look on demand rebuilds a network from. */
import type { Dataset } from '../data/dataset';
import type { Experiment } from '../experiment/fields';
import type { Network } from '../model/network';
import type { NamedVector, VectorEntry } from '../model/parameters';

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

/** The numbers are those of another network than the experiment describes. */
export class OtherNetwork extends Error {
  override name = 'OtherNetwork';
  constructor(what: string) {
    super(`These weights are not of the network that their settings describe: ${what}. Use a file or a run of the same settings.`);
  }
}

/** `dataset`: the images of pretraining. */
export async function readWeights(network: Network, experiment: Experiment, step: number, { tasks, mean, deviation }: Dataset): Promise<NetworkWeights> {
  return {
    experiment,
    step,
    classes: tasks[0]!.classNames.length,
    parameters: await namedNumbers(network.parameters),
    statistics: await namedNumbers(network.statistics),
    mean,
    deviation,
  };
}

/** Throws `OtherNetwork` before anything is changed. */
export function overwriteWeights(network: Network, { parameters, statistics }: Pick<NetworkWeights, 'parameters' | 'statistics'>): void {
  const [trained, running] = [endToEnd(network.parameters.entries, parameters), endToEnd(network.statistics.entries, statistics)];
  network.parameters.overwrite(trained);
  network.statistics.overwrite(running);
}

/** Parts of one array, which nobody changes. */
async function namedNumbers(vector: NamedVector): Promise<NamedNumbers[]> {
  const flat = await vector.read();
  let offset = 0;
  return vector.entries.map(({ name, shape }) => {
    const from = offset;
    offset += sizeOf(shape);
    return { name, shape, values: flat.subarray(from, offset) as Float32Array<ArrayBuffer> };
  });
}

function endToEnd(entries: readonly VectorEntry[], numbers: readonly NamedNumbers[]): Float32Array {
  if (entries.length !== numbers.length) throw new OtherNetwork(`it has ${entries.length} tensors, not ${numbers.length}`);
  const flat = new Float32Array(entries.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  let offset = 0;
  entries.forEach(({ name, shape }, index) => {
    const given = numbers[index]!;
    if (given.name !== name || String(given.shape) !== String(shape) || given.values.length !== sizeOf(shape)) {
      throw new OtherNetwork(`it has ${name} of shape ${shape.join(' × ')}, not ${given.name} of shape ${given.shape.join(' × ')}`);
    }
    flat.set(given.values, offset);
    offset += given.values.length;
  });
  return flat;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
