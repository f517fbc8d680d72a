import type { Tensor2D } from '@tensorflow/tfjs-core';
import { rankMe, singularValues, sparsity } from '../../../src/evaluate/representation';
import type { Check } from '../check';
import { toTensor, type StoredTensor } from '../tensors';

interface MetricsCase {
  name: string;
  features: StoredTensor;
  singularValues: StoredTensor;
  rankMe: number;
  sparsity: number;
}

export const check: Check = async (file, report, skip) => {
  skip('LiDAR, alignment, uniformity, collapse, spectrum', 'these metrics do not exist yet');
  for (const reference of (file as { cases: MetricsCase[] }).cases) {
    const features: Tensor2D = toTensor(reference.features);
    const singular = await singularValues(features);
    report(reference.name, 'singularValues', singular, reference.singularValues.data);
    report(reference.name, 'rankMe', [rankMe(singular)], [reference.rankMe]);
    report(reference.name, 'sparsity', [await sparsity(features)], [reference.sparsity]);
    features.dispose();
  }
};
