/**
 * Named tensors that live end to end in one flat vector, so that the optimizer, a checkpoint and an exchange of
 * weights each touch one tensor. Parameters, their gradient and running statistics are such vectors; kernels read and write
 * their entries in place.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { kernels, type Filter, type FilterSize, type Slice } from '../engine/kernels';

export type Initial = 'he-normal' | 'uniform-fan-in' | 'ones' | 'zeros';

export interface VectorEntry {
  readonly name: string;
  /** A filter [size, size, inputs, outputs], a matrix [inputs, outputs] or a vector. */
  readonly shape: readonly number[];
  readonly initial: Initial;
}

/** Numbers of all entries together. */
export function lengthOf(entries: readonly VectorEntry[]): number {
  return entries.reduce((total, { shape }) => total + tf.util.sizeFromShape([...shape]), 0);
}

export function zerosOf(entries: readonly VectorEntry[]): NamedVector {
  return new NamedVector(entries, new Float32Array(lengthOf(entries)));
}

export class NamedVector {
  readonly entries: readonly VectorEntry[];
  /** Numbers in the whole vector. */
  readonly length: number;
  readonly flat: Tensor1D;
  private readonly places = new Map<string, { offset: number; length: number; shape: readonly number[] }>();

  /** Copies the values; `dispose` frees them. Throws where their number does not fit the entries. */
  constructor(entries: readonly VectorEntry[], values: Float32Array) {
    this.entries = entries;
    let offset = 0;
    for (const { name, shape } of entries) {
      if (this.places.has(name)) throw new Error(`Two entries of a vector are called ${name}.`);
      const length = tf.util.sizeFromShape([...shape]);
      this.places.set(name, { offset, length, shape });
      offset += length;
    }
    this.length = offset;
    if (values.length !== offset) throw new Error(`The entries need ${offset} values, but there are ${values.length}.`);
    this.flat = tf.keep(tf.tensor1d(values));
  }

  /** A vector entry, or `count` numbers of it from `from` on. */
  slice(name: string, from = 0, count?: number): Slice<Tensor> {
    const { offset, length } = this.place(name);
    return { vector: this.flat, offset: offset + from, length: count ?? length - from };
  }

  /** A filter or matrix, or a range of its output channels. */
  filter(name: string, from = 0, count?: number): Filter<Tensor> {
    const { offset, shape } = this.place(name);
    const [inputs, outputs] = shape.slice(-2) as [number, number];
    const size = (shape.length === 4 ? shape[0]! : 1) as FilterSize;
    return { vector: this.flat, offset: offset + from, size, inputs, outputs: count ?? outputs - from, rowStride: outputs };
  }

  /** A copy of one entry, which the caller frees. */
  copy(name: string): Tensor {
    const { offset, length, shape } = this.place(name);
    return tf.tidy(() => tf.reshape(tf.slice(this.flat, offset, length), [...shape]));
  }

  /** The values as they are now. By way of a copy, since tfjs remembers what it once read of a tensor. */
  async read(): Promise<Float32Array> {
    const copy = tf.slice(this.flat, 0);
    const values = (await copy.data()) as Float32Array;
    copy.dispose();
    return Float32Array.from(values);
  }

  overwrite(values: Float32Array): void {
    kernels.overwrite(this.flat, values);
  }

  dispose(): void {
    this.flat.dispose();
  }

  private place(name: string) {
    const found = this.places.get(name);
    if (!found) throw new Error(`There is no entry called ${name}.`);
    return found;
  }
}
