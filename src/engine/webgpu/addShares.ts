import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter } from '../kernels/kernels';
import code from './addShares.wgsl?raw';
import { allocate, dispatch, release, spread } from './dispatch';

const THREADS = 64;
const pass = { name: 'add shares', code };

export function weightsOf({ size, inputs, outputs }: Filter): number {
  return size * size * inputs * outputs;
}

function addShares(shares: TensorInfo, count: number, into: Filter): void {
  const weights = weightsOf(into);
  dispatch({
    pass,
    constants: { THREADS },
    bindings: [shares, into.vector],
    uniforms: [into.outputs, weights, count, into.offset, into.rowStride],
    workgroups: spread(Math.ceil(weights / THREADS)),
  });
}

/** Lets `write` fill `count` gradients of a filter, each of its own share of the pixels, and puts their sum into place. */
export function inShares(count: number, into: Filter, write: (shares: Filter, shareStride: number) => void): void {
  if (count === 1) return write(into, 0);
  const weights = weightsOf(into);
  const shares = allocate([count * weights]);
  write({ ...into, vector: shares, offset: 0, rowStride: into.outputs }, weights);
  addShares(shares, count, into);
  release(shares);
}
