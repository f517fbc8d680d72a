import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Stride } from '../../../src/engine/kernels';
import { NamedVector, zerosOf, type VectorEntry } from '../../../src/model/parameters';
import type { Pass } from '../../../src/model/pass';
import { freePooled, pooledBackward, pooledForward } from '../../../src/model/pooledBlock';
import { blockParameters, blockStatistics, lastBlock } from '../../../src/model/residualBlock';
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
    const gradient = zerosOf(entries);
    const [fixed, fixedGradient] = [zerosOf([]), zerosOf([])];
    const statisticEntries = blockStatistics(block);
    const initial = statisticEntries.flatMap(({ shape, initial }) => new Array<number>(shape[0]!).fill(initial === 'ones' ? 1 : 0));
    const statistics = new NamedVector(statisticEntries, Float32Array.from(initial));
    const pass: Pass = { parameters, gradient, statistics, fixed, fixedGradient, training: true };
    const input: Tensor4D = toTensor(reference.input);

    const { representation, saved } = pooledForward(block, input, pass);
    report(name, 'trainOutput', await valuesOf(representation), reference.trainOutput.data);

    const upstream: Tensor2D = toTensor(reference.upstream);
    report(name, 'inputGradient', await valuesOf(pooledBackward(block, input, upstream, saved, pass)), reference.inputGradient.data);
    for (const entry of entries) report(name, keyOf(entry), await valuesOf(gradient.copy(entry.name)), reference.gradients[keyOf(entry)]!.data);
    for (const entry of statisticEntries) report(name, keyOf(entry), await valuesOf(statistics.copy(entry.name)), reference.runningStats[keyOf(entry)]!.data);

    const inference = pooledForward(block, input, { ...pass, training: false });
    freePooled(inference.saved);
    report(name, 'evalOutput', await valuesOf(inference.representation), reference.evalOutput.data);
    for (const owned of [parameters, gradient, statistics, fixed, fixedGradient, input]) owned.dispose();
  }
};
