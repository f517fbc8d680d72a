import type { Tensor2D } from '@tensorflow/tfjs-core';
import { fitLogistic, logitsOf } from '../../../src/evaluate/logistic';
import { nearestNeighbourVotes } from '../../../src/evaluate/nearestNeighbours';
import { asTheyAre } from '../../../src/evaluate/standardize';
import type { Check } from '../check';
import { toTensor, type StoredTensor } from '../tensors';

interface ProbeCase {
  name: string;
  features: StoredTensor;
  labels: number[];
  l2: number;
  optimum: number;
  weights: StoredTensor;
  bias: StoredTensor;
  queries: StoredTensor;
  queryClasses: number[];
  knn: { k: number; temperature: number; classes: number[] };
}

export const check: Check = async (file, report) => {
  for (const reference of (file as { cases: ProbeCase[] }).cases) {
    const { name, l2, knn } = reference;
    const features: Tensor2D = toTensor(reference.features);
    const queries: Tensor2D = toTensor(reference.queries);
    const [dimensions, classes] = reference.weights.shape as [number, number];
    const tasks = [{ labels: Uint8Array.from(reference.labels), classes }];

    const fit = await fitLogistic(features, tasks, asTheyAre(dimensions), { l2, maximumIterations: 2_000, tolerance: 1e-7 });
    report(name, 'optimum', [fit.value], [reference.optimum]);
    const at = (row: number, label: number) => fit.weights[label * dimensions + row]!;
    const weights = Array.from({ length: dimensions * classes }, (_, index) => at(Math.floor(index / classes), index % classes));
    report(name, 'weights', weights, reference.weights.data);
    // Adding one number to every bias changes no probability: the optimum is unique up to that.
    report(name, 'bias', centred(fit.bias), centred(reference.bias.data));

    const logits = logitsOf(queries, fit);
    const rows = await logits.array();
    report(name, 'query classes', rows.map((row) => row.indexOf(Math.max(...row))), reference.queryClasses);

    const [votes] = await nearestNeighbourVotes(features, queries, tasks, knn);
    report(name, 'nearest neighbours', [...votes!], knn.classes);
    for (const tensor of [features, queries, logits]) tensor.dispose();
  }
};

function centred(numbers: Iterable<number>): number[] {
  const values = [...numbers];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
