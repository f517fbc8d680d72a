/**
 * Named tensors that live end to end in one flat vector, so that the optimizer, a checkpoint and an exchange of
 * weights each touch one tensor. Trainable parameters and running statistics are two such vectors.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

export type Initial = 'he-normal' | 'uniform-fan-in' | 'ones' | 'zeros';

export interface VectorEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: Initial;
}

export class NamedVector {
  readonly entries: readonly VectorEntry[];
  /** Numbers in the whole vector. */
  readonly length: number;
  private readonly offsets = new Map<string, { offset: number; shape: number[] }>();
  private readonly views = new Map<string, Tensor>();
  private vector: Tensor1D;

  /** Takes the values over; `dispose` frees them. Throws where their number does not fit the entries. */
  constructor(entries: readonly VectorEntry[], values: Float32Array) {
    this.entries = entries;
    let offset = 0;
    for (const { name, shape } of entries) {
      if (this.offsets.has(name)) throw new Error(`Two entries of a vector are called ${name}.`);
      this.offsets.set(name, { offset, shape: [...shape] });
      offset += tf.util.sizeFromShape([...shape]);
    }
    this.length = offset;
    if (values.length !== offset) throw new Error(`The entries need ${offset} values, but there are ${values.length}.`);
    this.vector = tf.keep(tf.tensor1d(values));
  }

  get flat(): Tensor1D {
    return this.vector;
  }

  /** The tensor of one entry. Owned by this vector and valid until the next `replace`. */
  get(name: string): Tensor {
    const known = this.views.get(name);
    if (known) return known;
    const place = this.offsets.get(name);
    if (!place) throw new Error(`There is no entry called ${name}.`);
    const view = tf.tidy(() =>
      tf.keep(tf.reshape(tf.slice(this.vector, place.offset, tf.util.sizeFromShape(place.shape)), place.shape)),
    );
    this.views.set(name, view);
    return view;
  }

  /** Puts a new vector of the same length in place and frees the old one; takes ownership. */
  replace(vector: Tensor1D): void {
    this.dispose();
    this.vector = tf.keep(vector);
  }

  /** Lays tensors, one per entry and keyed by its name, end to end in the order of the entries. */
  flatten(tensors: ReadonlyMap<string, Tensor>): Tensor1D {
    return tf.tidy(() => {
      const parts = this.entries.map(({ name }) => {
        const part = tensors.get(name);
        if (!part) throw new Error(`Nothing was given for ${name}.`);
        return tf.reshape(part, [-1]) as Tensor1D;
      });
      return parts.length === 1 ? tf.clone(parts[0]!) : tf.concat1d(parts);
    });
  }

  dispose(): void {
    for (const view of this.views.values()) view.dispose();
    this.views.clear();
    this.vector.dispose();
  }
}
