/**
 * Ridge regression on standardised features X [n, D] in closed form: W = Yᵀ·X·(Xᵀ·X + n·p·I)⁻¹, through the smaller one of Xᵀ·X and X·Xᵀ. What it
 * divides by is the curvature of a logistic regression near its start as well (preconditioner.ts), so one factorisation serves both.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { kernels } from '../engine/kernels';
import { asPixels, asVectors } from '../model/linear';
import { inverseOf } from './blockCholesky';
import type { Standard } from './standardize';

/**
 * Rows that are used at most, the same at every width: all training images of an end. As a preconditioner half as many would cost
 * twice the iterations at D = 2048, since they leave directions out.
 */
export const RIDGE_ROWS = 4_000;
/** As many rows as a ridge regression reads; the caller frees them. */
export function firstRows(features: Tensor2D): Tensor2D {
  return tf.slice(features, [0, 0], [Math.min(features.shape[0], RIDGE_ROWS), -1]);
}

export class Ridge {
  private constructor(
    readonly standard: Standard,
    /** Standardised, [rows, D]. */
    readonly x: Tensor2D,
    /** X·Xᵀ [rows, rows] where there are fewer rows than features. */
    readonly gram: Tensor2D | null,
    /** (Xᵀ·X/n + p·I)⁻¹ [D, D], or with fewer rows (X·Xᵀ/n + p·I)⁻¹ [rows, rows]. */
    readonly inverse: Tensor2D,
    readonly penalty: number,
  ) {}

  /** Of the first rows, by `standard`; `features` stay the caller's. */
  static async of(features: Tensor2D, standard: Standard, penalty: number): Promise<Ridge> {
    const few = firstRows(features);
    const rows = few.shape[0];
    let x: Tensor2D | null = null;
    let gram: Tensor2D | null = null;
    try {
      x = standardised(few, standard);
      const size = Math.min(rows, x.shape[1]);
      const values = await lowerGram(x, size);
      if (rows < x.shape[1]) gram = mirrored(values, size);
      for (let place = 0; place < values.length; place++) values[place]! /= rows;
      for (let place = 0; place < size; place++) values[place * (size + 1)]! += penalty;
      return new Ridge(standard, x, gram, await inverseOf(values, size), penalty);
    } catch (error) {
      x?.dispose();
      gram?.dispose();
      throw error;
    } finally {
      few.dispose();
    }
  }

  get rows(): number {
    return this.x.shape[0];
  }

  private get isPrimal(): boolean {
    return this.gram === null;
  }

  /** Weights [targets, D] of standardised features for centred targets [rows, targets]. */
  async fit(targets: Float32Array): Promise<Float32Array> {
    const { rows, x } = this;
    const weights = tf.tidy(() => {
      const y = tf.mul(tf.tensor2d(targets, [rows, targets.length / rows]), 1 / rows) as Tensor2D;
      // The inverse is symmetric, and aᵀ·b runs at twice the rate of a·b.
      if (this.isPrimal) return kernels.multiply(kernels.multiply(x, y, true, false), this.inverse, true, false);
      return kernels.multiply(kernels.multiply(y, this.inverse, true, false), x, false, false);
    });
    const values = (await weights.data()) as Float32Array;
    weights.dispose();
    return values;
  }

  /** Columns [D, count] divided by Xᵀ·X/n + p·I, as rows [count, D]. */
  async divide(columns: Float32Array): Promise<Float32Array> {
    const { rows, x, penalty } = this;
    const quotients = tf.tidy(() => {
      const v = tf.tensor2d(columns, [x.shape[1], columns.length / x.shape[1]]);
      if (this.isPrimal) return kernels.multiply(v, this.inverse, true, false);
      // (Xᵀ·X/n + p·I)⁻¹ = (I − Xᵀ·(X·Xᵀ/n + p·I)⁻¹·X/n)/p.
      const along = kernels.multiply(kernels.multiply(x, v, false, false), this.inverse, true, false);
      return tf.mul(tf.sub(tf.transpose(v), tf.mul(kernels.multiply(along, x, false, false), 1 / rows)), 1 / penalty);
    });
    const values = (await quotients.data()) as Float32Array;
    quotients.dispose();
    return values;
  }

  dispose(): void {
    this.x.dispose();
    this.gram?.dispose();
    this.inverse.dispose();
  }
}

/** Parts of the Gram matrix that are computed one by one, so that of its upper half little is. */
const PARTS = 4;

/** The lower half of Xᵀ·X, or of X·Xᵀ where that is of `size`; the upper one is not all there. */
async function lowerGram(x: Tensor2D, size: number): Promise<Float32Array> {
  const result = new Float32Array(size * size);
  const ofColumns = x.shape[1] === size;
  const span = (from: number, until: number): Tensor2D => (ofColumns ? tf.slice(x, [0, from], [-1, until - from]) : tf.slice(x, [from, 0], [until - from, -1]));
  for (let from = 0; from < size; from += Math.ceil(size / PARTS)) {
    const until = Math.min(size, from + Math.ceil(size / PARTS));
    const [own, above] = [span(from, until), span(0, until)];
    const products = kernels.multiply(own, above, ofColumns, !ofColumns);
    own.dispose();
    above.dispose();
    const values = await products.data();
    products.dispose();
    for (let row = from; row < until; row++) result.set(values.subarray((row - from) * until, (row - from + 1) * until), row * size);
  }
  return result;
}

/** The whole of a symmetric matrix whose lower half is there. */
function mirrored(lower: Float32Array, size: number): Tensor2D {
  const whole = lower.slice();
  for (let row = 0; row < size; row++) for (let column = 0; column < row; column++) whole[column * size + row] = lower[row * size + column]!;
  return tf.tensor2d(whole, [size, size]);
}

/** In one pass and without a third copy. */
function standardised(features: Tensor2D, { mean, inverse }: Standard): Tensor2D {
  return tf.tidy(() => {
    const length = mean.length;
    const moments = tf.tensor2d(Float32Array.of(...mean, ...inverse), [2, length]);
    const affine: Tensor1D = tf.concat([tf.ones([length]), tf.zeros([length])]);
    const [gamma, beta] = [0, length].map((offset) => ({ vector: affine, offset, length }));
    return asVectors(kernels.join({ terms: [{ x: asPixels(features), moments, gamma: gamma!, beta: beta! }], residual: null, relu: false }) as ReturnType<typeof asPixels>);
  });
}
