/** The losses of plain.ts, with gradients derived by hand. Rows i and n + i are the two views of image i. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernels } from './kernels';
import { make, valuesOf } from './plainArrays';

function rowsOf(z: TensorInfo): Float64Array[] {
  const [rows, columns] = z.shape as [number, number];
  return Array.from({ length: rows }, (_, row) => Float64Array.from(valuesOf(z).subarray(row * columns, (row + 1) * columns)));
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const zeros = (rows: number, columns: number) => Array.from({ length: rows }, () => new Float64Array(columns));
const flat = (rows: readonly Float64Array[]) => rows.flatMap((row) => [...row]);

/** Keeps 1/‖z‖ finite for a row of zeros. */
const SQUARED_NORM_FLOOR = 1e-12;

export const plainNtXent: Kernels['ntXent'] = (z, temperature) => {
  const rows = rowsOf(z);
  const [views, images, k] = [rows.length, rows.length / 2, z.shape[1]!];
  const inverse = rows.map((row) => 1 / Math.sqrt(Math.max(dot(row, row), SQUARED_NORM_FLOOR)));
  const unit = rows.map((row, index) => row.map((value) => value * inverse[index]!));
  const partner = (view: number) => (view + images) % views;
  let [similarity, logSumExp] = [0, 0];
  const dUnit = zeros(views, k);
  for (let a = 0; a < views; a++) {
    const logits = unit.map((other, b) => (b === a ? -Infinity : dot(unit[a]!, other) / temperature));
    const highest = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
    logSumExp += (Math.log(total) + highest) / views;
    similarity += logits[partner(a)]! / views;
    for (let b = 0; b < views; b++) {
      const share = Math.exp(logits[b]! - highest) / total - (b === partner(a) ? 1 : 0);
      const weight = share / (views * temperature);
      for (let d = 0; d < k; d++) {
        dUnit[a]![d]! += weight * unit[b]![d]!;
        dUnit[b]![d]! += weight * unit[a]![d]!;
      }
    }
  }
  const gradient = dUnit.map((d, view) => {
    const isFloored = dot(rows[view]!, rows[view]!) < SQUARED_NORM_FLOOR;
    const along = isFloored ? 0 : dot(d, unit[view]!);
    return d.map((value, index) => (value - along * unit[view]![index]!) * inverse[view]!);
  });
  return [make([3], [logSumExp - similarity, similarity, logSumExp]), make(z.shape, flat(gradient))];
};

function centred(rows: readonly Float64Array[]): Float64Array[] {
  const mean = rows[0]!.map((_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length);
  return rows.map((row) => row.map((value, d) => value - mean[d]!));
}

/** aᵀ·b of rows. */
function crossProduct(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return Array.from(a[0]!, (_, i) => b[0]!.map((_, j) => a.reduce((sum, row, index) => sum + row[i]! * b[index]![j]!, 0)));
}

const [INVARIANCE, VARIANCE, COVARIANCE, VARIANCE_EPSILON] = [25, 25, 1, 1e-4];

export const plainVicreg: Kernels['vicreg'] = (z) => {
  const rows = rowsOf(z);
  const [images, k] = [rows.length / 2, z.shape[1]!];
  const views = [rows.slice(0, images), rows.slice(images)];
  const gradient = zeros(rows.length, k);
  let [invariance, variance, covariance] = [0, 0, 0];
  for (let image = 0; image < images; image++)
    for (let d = 0; d < k; d++) {
      const difference = rows[image]![d]! - rows[images + image]![d]!;
      invariance += difference ** 2 / (images * k);
      gradient[image]![d]! += (INVARIANCE * 2 * difference) / (images * k);
      gradient[images + image]![d]! -= (INVARIANCE * 2 * difference) / (images * k);
    }
  views.forEach((view, which) => {
    const x = centred(view);
    const products = crossProduct(x, x).map((row) => row.map((value) => value / (images - 1)));
    for (let i = 0; i < k; i++) {
      const deviation = Math.sqrt(products[i]![i]! + VARIANCE_EPSILON);
      variance += Math.max(1 - deviation, 0) / (2 * k);
      for (let j = 0; j < k; j++) if (i !== j) covariance += products[i]![j]! ** 2 / k;
      for (let image = 0; image < images; image++) {
        const hinge = deviation < 1 ? -x[image]![i]! / (deviation * (images - 1) * 2 * k) : 0;
        let spread = 0;
        for (let j = 0; j < k; j++) if (i !== j) spread += (4 * products[i]![j]! * x[image]![j]!) / ((images - 1) * k);
        gradient[which * images + image]![i]! += VARIANCE * hinge + COVARIANCE * spread;
      }
    }
  });
  const total = INVARIANCE * invariance + VARIANCE * variance + COVARIANCE * covariance;
  return [make([4], [total, invariance, variance, covariance]), make(z.shape, flat(gradient))];
};

const [OFF_DIAGONAL, NORM_EPSILON] = [0.0051, 1e-5];

export const plainBarlow: Kernels['barlow'] = (z) => {
  const rows = rowsOf(z);
  const [images, k] = [rows.length / 2, z.shape[1]!];
  const views = [rows.slice(0, images), rows.slice(images)].map((view) => {
    const x = centred(view);
    const inverse = x[0]!.map((_, d) => 1 / Math.sqrt(x.reduce((sum, row) => sum + row[d]! ** 2, 0) / images + NORM_EPSILON));
    return { inverse, normalized: x.map((row) => row.map((value, d) => value * inverse[d]!)) };
  });
  const correlation = crossProduct(views[0]!.normalized, views[1]!.normalized).map((row) => row.map((value) => value / images));
  let [onDiagonal, offDiagonal] = [0, 0];
  const dCorrelation = correlation.map((row, i) =>
    row.map((value, j) => {
      if (i === j) onDiagonal += (1 - value) ** 2;
      else offDiagonal += value ** 2;
      return i === j ? -2 * (1 - value) : 2 * OFF_DIAGONAL * value;
    }),
  );
  const gradient = views.flatMap(({ inverse, normalized }, which) => {
    const other = views[1 - which]!.normalized;
    const g = normalized.map((_, image) =>
      Float64Array.from({ length: k }, (_, i) =>
        other[image]!.reduce((sum, value, j) => sum + (which === 0 ? dCorrelation[i]![j]! : dCorrelation[j]![i]!) * value, 0) / images,
      ),
    );
    const mean = inverse.map((_, d) => g.reduce((sum, row) => sum + row[d]!, 0) / images);
    const along = inverse.map((_, d) => g.reduce((sum, row, image) => sum + row[d]! * normalized[image]![d]!, 0) / images);
    return g.map((row, image) => row.map((value, d) => inverse[d]! * (value - mean[d]! - normalized[image]![d]! * along[d]!)));
  });
  return [make([3], [onDiagonal + OFF_DIAGONAL * offDiagonal, onDiagonal, offDiagonal]), make(z.shape, flat(gradient))];
};
