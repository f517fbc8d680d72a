/**
 * Slices of several vectors as slices of one: a pass may bind only eight buffers, and none twice where it writes. A network's
 * slices lie in one vector already, and then nothing is copied.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Slice } from '../kernels/kernels';
import copyCode from './copy.wgsl?raw';
import { allocate, dispatch, release, spread } from './dispatch';

/** Of a workgroup of copy.wgsl. */
const THREADS = 64;

const pass = { name: 'copy', code: copyCode };

function copy(from: Slice, to: Slice): void {
  dispatch({
    pass,
    constants: {},
    bindings: [from.vector, to.vector],
    uniforms: [from.offset, to.offset, from.length],
    workgroups: spread(Math.ceil(from.length / THREADS)),
  });
}

export interface OneVector {
  readonly vector: TensorInfo;
  /** Where each slice begins in it. */
  readonly offsets: readonly number[];
  /** Writes what was changed in it to the slices. */
  writeBack(): void;
  /** Call once; the vector is not to be used after. */
  free(): void;
}

export function inOneVector(slices: readonly Slice[]): OneVector {
  const { vector } = slices[0]!;
  const isOne = slices.every((slice) => slice.vector.dataId === vector.dataId);
  return isOne ? { vector, offsets: slices.map(({ offset }) => offset), writeBack: () => undefined, free: () => undefined } : copied(slices);
}

function copied(slices: readonly Slice[]): OneVector {
  const vector = allocate([slices.reduce((sum, { length }) => sum + length, 0)]);
  let end = 0;
  const places = slices.map(({ length }) => ({ vector, offset: (end += length) - length, length }));
  slices.forEach((slice, index) => copy(slice, places[index]!));
  return {
    vector,
    offsets: places.map(({ offset }) => offset),
    writeBack: () => slices.forEach((slice, index) => copy(places[index]!, slice)),
    free: () => release(vector),
  };
}
