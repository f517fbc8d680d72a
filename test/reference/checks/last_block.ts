import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { kernels, type Stride } from '../../../src/engine/kernels';
import { moveStatistics } from '../../../src/model/normalization';
import { NamedVector, type VectorEntry } from '../../../src/model/parameters';
import type { Gradients, Pass } from '../../../src/model/pass';
import { blockBackward, blockForward, blockParameters, blockStatistics, lastBlock } from '../../../src/model/residualBlock';
import type { Check } from '../check';
import { toTensor, valuesOf, type StoredTensor } from '../tensors';

interface LastBlockCase {
  name: string;
  config: { stride: Stride; innerWidth: number; outputWidth: number };
  input: StoredTensor;
  upstream: StoredTensor;
  parameters: Record<string, StoredTensor>;
  trainOutput: StoredTensor;
  inputGradient: StoredTensor;
  gradients: Record<string, StoredTensor>;
  runningStats: Record<string, StoredTensor>;
  evalOutput: StoredTensor;
}

/** Entries are called "last.conv1" here and "conv1" in the file. */
const keyOf = ({ name }: VectorEntry) => name.slice('last.'.length);

export const check: Check = async (file, report) => {
  for (const reference of (file as { cases: LastBlockCase[] }).cases) {
    const { name, config } = reference;
    const block = lastBlock('last', reference.input.shape[3]!, config.innerWidth, config.outputWidth, config.stride);
    const entries = blockParameters(block);
    const parameters = new NamedVector(entries, Float32Array.from(entries.flatMap((entry) => reference.parameters[keyOf(entry)]!.data)));
    const statisticEntries = blockStatistics(block);
    const initial = statisticEntries.flatMap(({ shape, initial }) => new Array<number>(shape[0]!).fill(initial === 'ones' ? 1 : 0));
    const statistics = new NamedVector(statisticEntries, Float32Array.from(initial));
    const pass: Pass = { parameters, statistics, training: true, batchStatistics: new Map() };
    const input: Tensor4D = toTensor(reference.input);

    const { output, saved } = blockForward(block, input, pass);
    report(name, 'trainOutput', await valuesOf(kernels().pool(output)), reference.trainOutput.data);

    const upstream: Tensor2D = toTensor(reference.upstream);
    const gradients: Gradients = new Map();
    const dOutput = kernels().poolGradient(upstream, [output.shape[1], output.shape[2]]);
    report(name, 'inputGradient', await valuesOf(blockBackward(block, dOutput, saved!, pass, gradients)), reference.inputGradient.data);
    for (const entry of entries) {
      report(name, keyOf(entry), await valuesOf(gradients.get(entry.name)!), reference.gradients[keyOf(entry)]!.data);
    }

    moveStatistics(statistics, pass.batchStatistics);
    for (const entry of statisticEntries) {
      report(name, keyOf(entry), (await statistics.get(entry.name).data()) as Float32Array, reference.runningStats[keyOf(entry)]!.data);
    }

    const inference = blockForward(block, input, { ...pass, training: false });
    report(name, 'evalOutput', await valuesOf(kernels().pool(inference.output)), reference.evalOutput.data);
    for (const owned of [parameters, statistics, input, upstream, inference.output]) owned.dispose();
  }
};
