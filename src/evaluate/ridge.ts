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
  return features.shape[0] <= RIDGE_ROWS ? tf.clone(features) : tf.slice(features, [0, 0], [RIDGE_ROWS, -1]);
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
      const products = gramOf(x, rows < x.shape[1]);
      if (rows < x.shape[1]) gram = products;
      const values = ((await products.data()) as Float32Array).map((value) => value / rows);
      if (gram === null) products.dispose();
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

/**
 * X·Xᵀ of the rows, or Xᵀ·X. Whole, since slices and other products cost more than the half that they save: 4,000 rows at D = 2048 took
 * 1.5 s in four parts (Chromium, wasm, two threads), where aᵀ·b runs at 50 GFLOP/s.
 */
function gramOf(x: Tensor2D, ofRows: boolean): Tensor2D {
  return tf.tidy(() => {
    const columns = ofRows ? tf.transpose(x) : x;
    return kernels.multiply(columns, columns, true, false) as Tensor2D;
  });
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
