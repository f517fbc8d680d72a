import type { Tensor2D } from '@tensorflow/tfjs-core';
import { alignment, collapseDeviation, collapseLevel, uniformity } from '../../../src/evaluate/geometry';
import { inside } from '../../../src/evaluate/inside';
import { lidar } from '../../../src/evaluate/lidar';
import { covarianceSpectrum, rankMe, rowsOf, singularValues, sparsity } from '../../../src/evaluate/representation';
import type { Check } from '../check';
import { toTensor, type StoredTensor } from '../tensors';

interface MetricsCase {
  name: string;
  features: StoredTensor;
  positives: StoredTensor;
  viewsPerImage: number;
  singularValues: StoredTensor;
  rankMe: number;
  lidar: number;
  alignment: number;
  uniformity: number;
  collapseStd: number;
  sparsity: number;
  covarianceEigenvalues: StoredTensor;
}

/** As many as the reference lists: of more units than rows, the others are 0. */
function padded(values: ArrayLike<number>, length: number): number[] {
  return Array.from({ length: Math.max(length, values.length) }, (_, index) => values[index] ?? 0);
}

export const check: Check = async (file, report) => {
  for (const reference of (file as { cases: MetricsCase[] }).cases) {
    const { name, covarianceEigenvalues } = reference;
    const features: Tensor2D = toTensor(reference.features);
    const positives: Tensor2D = toTensor(reference.positives);
    const x = await rowsOf(features);
    const singular = singularValues(x);
    report(name, 'singularValues', Array.from(singular), reference.singularValues.data);
    report(name, 'rankMe', [rankMe(singular)], [reference.rankMe]);
    report(name, 'lidar', [lidar(x, reference.viewsPerImage)], [reference.lidar]);
    report(name, 'alignment', [alignment(x, await rowsOf(positives))], [reference.alignment]);
    report(name, 'uniformity', [uniformity(x)], [reference.uniformity]);
    report(name, 'collapseStd', [collapseDeviation(x)], [reference.collapseStd]);
    report(name, 'sparsity', [sparsity(x)], [reference.sparsity]);
    report(name, 'covarianceEigenvalues', padded(covarianceSpectrum(x), x.columns), covarianceEigenvalues.data);

    const all = await inside(features);
    report(name, 'inside', [all.rankMe, all.uniformity, all.sparsity], [reference.rankMe, reference.uniformity, reference.sparsity]);
    report(name, 'inside, collapse', [all.collapse], [collapseLevel(x)]);
    report(name, 'inside, spectrum', padded(all.spectrum, x.columns), covarianceEigenvalues.data);
    for (const tensor of [features, positives]) tensor.dispose();
  }
};
