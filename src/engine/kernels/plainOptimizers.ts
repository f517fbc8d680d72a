/** The optimizers and the moving average of plain.ts, in place on flat vectors. */
import type { Kernels } from './kernels';
import { runOf, valuesOf } from './plainArrays';

export const plainSgd: Kernels['sgd'] = (parameters, gradient, velocity, { weightDecay, momentum, nesterov }, scalars) => {
  const [w, g, v] = [valuesOf(parameters), valuesOf(gradient), valuesOf(velocity)];
  const [rate] = runOf(scalars) as unknown as [number];
  w.forEach((weight, index) => {
    const decayed = g[index]! + weightDecay * weight;
    v[index] = momentum * v[index]! + decayed;
    w[index] = weight - rate * (nesterov ? decayed + momentum * v[index]! : v[index]!);
  });
};

export const plainAdamw: Kernels['adamw'] = (parameters, gradient, mean, square, { weightDecay, beta1, beta2, epsilon }, scalars) => {
  const [w, g, m, s] = [valuesOf(parameters), valuesOf(gradient), valuesOf(mean), valuesOf(square)];
  const [rate, meanCorrection, rootCorrection] = runOf(scalars) as unknown as [number, number, number];
  w.forEach((weight, index) => {
    m[index] = beta1 * m[index]! + (1 - beta1) * g[index]!;
    s[index] = beta2 * s[index]! + (1 - beta2) * g[index]! ** 2;
    const direction = (m[index]! * meanCorrection) / (Math.sqrt(s[index]!) * rootCorrection + epsilon);
    w[index] = weight * (1 - rate * weightDecay) - rate * direction;
  });
};

export const plainFollow: Kernels['follow'] = (average, values, share) => {
  const [from, [part]] = [runOf(values), runOf(share) as unknown as [number]];
  runOf(average).forEach((old, index, all) => (all[index] = old + part * (from[index]! - old)));
};

function length(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}

/** LARS (You et al. 2017, arXiv 1708.03888): the rate multiplies the momentum buffer, the trust ratio its new entry. */
export const plainLars: Kernels['lars'] = (parameters, gradient, velocity, segments, { weightDecay, momentum, trust, epsilon }, scalars) => {
  const [rate] = runOf(scalars) as unknown as [number];
  const table = valuesOf(segments);
  for (let row = 0; row < table.length; row += 3) {
    const [from, count, isMatrix] = [table[row]!, table[row + 1]!, table[row + 2]!];
    const [w, g, v] = [parameters, gradient, velocity].map((vector) => valuesOf(vector).subarray(from, from + count)) as [Float32Array, Float32Array, Float32Array];
    const decay = isMatrix ? weightDecay : 0;
    const [weightNorm, gradientNorm] = [length(w), length(g)];
    const isAdapted = isMatrix && weightNorm > 0 && gradientNorm > 0;
    const ratio = isAdapted ? (trust * weightNorm) / (gradientNorm + decay * weightNorm + epsilon) : 1;
    w.forEach((weight, index) => {
      v[index] = momentum * v[index]! + ratio * (g[index]! + decay * weight);
      w[index] = weight - rate * v[index]!;
    });
  }
};
