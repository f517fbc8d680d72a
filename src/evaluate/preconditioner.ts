/**
 * The curvature of a logistic regression near its start, where every class has the share 1/classes: per class κ · (covariance of the
 * standardised features) + l2, with κ = 1/classes · (1 − 1/classes) (Böhning 1992). Features of a network are so correlated that this
 * varies a thousandfold; dividing by it leaves L-BFGS a dozen iterations instead of a hundred.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LogisticTask } from './logisticTask';
import { Ridge } from './ridge';
import type { Standard } from './standardize';

/** Keeps the curvature above 0 without a penalty, and for a task of one class. */
const FLOOR = 1e-6;
/** The same for the penalty of a covariance whose trace is D: float32 has no more digits. */
const PENALTY_FLOOR = 1e-4;

type Classes = readonly Pick<LogisticTask, 'classes'>[];

/** κ per column. */
function curvaturesOf(tasks: Classes): number[] {
  return tasks.flatMap(({ classes }) => Array.from({ length: classes }, () => Math.max((1 / classes) * (1 - 1 / classes), FLOOR)));
}

/** The factorisation that suits all tasks together; the caller frees it. */
export function curvatureOf(features: Tensor2D, tasks: Classes, standard: Standard, l2: number): Promise<Ridge> {
  const curvatures = curvaturesOf(tasks);
  const mean = curvatures.reduce((sum, curvature) => sum + curvature / curvatures.length, 0);
  return Ridge.of(features, standard, Math.max(l2 / mean, PENALTY_FLOOR));
}

/**
 * Vectors [columns, size + 1] with the bias last, divided by the curvature. `divide`: columns [size, count] by the covariance and its penalty, as rows
 * [count, size]. `tasks`: those whose columns they are.
 */
export async function dividedByCurvature(vectors: Float64Array, divide: Ridge['divide'], tasks: Classes): Promise<Float64Array> {
  const curvatures = curvaturesOf(tasks);
  const stride = vectors.length / curvatures.length;
  const dimensions = stride - 1;
  const weights = new Float32Array(curvatures.length * dimensions);
  curvatures.forEach((curvature, column) => {
    for (let place = 0; place < dimensions; place++) weights[place * curvatures.length + column] = vectors[column * stride + place]! / curvature;
  });
  const quotients = await divide(weights);
  const result = new Float64Array(vectors.length);
  curvatures.forEach((curvature, column) => {
    const [to, from] = [column * stride, column * dimensions];
    for (let place = 0; place < dimensions; place++) result[to + place] = quotients[from + place]!;
    result[to + dimensions] = vectors[to + dimensions]! / curvature;
  });
  return result;
}
