/** The arrays behind tensors of tfjs' JavaScript backend, which must be the one in use. */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import type { Slice } from './kernels';

/** The values themselves: writing to them changes the tensor. */
export function valuesOf({ dataId }: TensorInfo): Float32Array {
  return (tf.backend() as MathBackendCPU).data.get(dataId).values as Float32Array;
}

export function make(shape: readonly number[], values?: ArrayLike<number>): TensorInfo {
  const size = shape.reduce((product, side) => product * side, 1);
  return (tf.backend() as MathBackendCPU).makeTensorInfo([...shape], 'float32', values ? Float32Array.from(values) : new Float32Array(size));
}

export function runOf({ vector, offset, length }: Slice): Float32Array {
  return valuesOf(vector).subarray(offset, offset + length);
}
