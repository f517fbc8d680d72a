/**
 * The directions in which rows vary most: the leading right singular vectors of X [n, D], by subspace iteration (Halko et al.
 * 2011, arXiv 0909.4061). Products with X run on the device; what is small is orthonormalised here in float64.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { FeaturesNotFinite } from '../engine/failures';
import { kernels } from '../engine/kernels';
import { randomStream } from '../random/stream';

/** More directions are iterated than asked for, since the last ones converge slowly. */
const SPARE = 10;
/** A direction that loses all but this share of its length to the ones before it is none of its own. */
const DEPENDENT = 1e-6;

export interface Directions {
  /** Σ over the rows of their squared coordinate along each direction, largest first. */
  squares: Float64Array;
  /** [count, D], orthonormal; zeros where there are no so many. */
  vectors: Float64Array;
  /** [n, count]: coordinates of the rows. */
  scores: Float64Array;
}

/** Makes rows [count, length] orthonormal in place; twice, since once leaves what rounding left. */
function orthonormalize(rows: Float64Array, count: number, length: number): void {
  const row = (index: number) => rows.subarray(index * length, (index + 1) * length);
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let index = 0; index < length; index++) sum += a[index]! * b[index]!;
    return sum;
  };
  for (let index = 0; index < count; index++) {
    const own = row(index);
    const before = Math.sqrt(dot(own, own));
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < index; other++) {
        const earlier = row(other);
        const share = dot(own, earlier);
        for (let place = 0; place < length; place++) own[place]! -= share * earlier[place]!;
      }
    }
    const left = Math.sqrt(dot(own, own));
    const scale = left > DEPENDENT * before ? 1 / left : 0;
    for (let place = 0; place < length; place++) own[place]! *= scale;
  }
}

/** X · Qᵀ [n, count], as a tensor. */
function coordinates(x: Tensor2D, basis: Float64Array, count: number): Tensor2D {
  const q = tf.tensor2d(Float32Array.from(basis), [count, x.shape[1]]);
  const result = kernels.multiply(x, q, false, true);
  q.dispose();
  return result as Tensor2D;
}

/** `x` stays the caller's. The start is drawn from a fixed seed, so that equal features give an equal answer. Throws `FeaturesNotFinite`. */
export async function leadingDirections(x: Tensor2D, count: number, iterations: number): Promise<Directions> {
  const [rows, dimensions] = x.shape;
  const size = Math.min(count + SPARE, rows, dimensions);
  const random = randomStream(0, 'probe', 2);
  const basis = Float64Array.from({ length: size * dimensions }, () => random.uniform() - 0.5);
  orthonormalize(basis, size, dimensions);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const along = coordinates(x, basis, size);
    const moved = kernels.multiply(along, x, true, false);
    along.dispose();
    basis.set(await moved.data());
    moved.dispose();
    orthonormalize(basis, size, dimensions);
  }
  const along = coordinates(x, basis, size);
  const projected = await along.data();
  along.dispose();
  if (!projected.every(Number.isFinite)) throw new FeaturesNotFinite();
  return ritz(Matrix.from1DArray(rows, size, projected), Matrix.from1DArray(size, dimensions, basis), count);
}

/** Turns a basis [size, D] so that coordinates [n, size] along different directions are uncorrelated, and keeps the first. */
function ritz(projected: Matrix, basis: Matrix, count: number): Directions {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(projected.transpose().mmul(projected), { assumeSymmetric: true });
  const order = realEigenvalues.map((_, index) => index).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const turn = Matrix.zeros(basis.rows, count);
  order.slice(0, count).forEach((from, to) => turn.setColumn(to, eigenvectorMatrix.getColumn(from)));
  return {
    squares: Float64Array.from({ length: count }, (_, index) => Math.max(realEigenvalues[order[index]!] ?? 0, 0)),
    vectors: Float64Array.from(turn.transpose().mmul(basis).to1DArray()),
    scores: Float64Array.from(projected.mmul(turn).to1DArray()),
  };
}
