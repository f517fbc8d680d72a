import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels';
import { allocate, dispatch, release } from './dispatch';
import { sizeOf } from './everyNumber';
import larsCode from './lars.wgsl?raw';
import normsCode from './larsNorms.wgsl?raw';
import updateCode from './larsUpdate.wgsl?raw';

/** Tensors are shared out among workgroups in shares of 2¹² numbers, or of more where there would be more shares than this. */
const LEAST_SHARE_BITS = 12;
const MOST_SHARES = 2048;

/** See `Kernels.lars`. One pass for the norms of all tensors, one for the update. */
export const lars: Kernels['lars'] = (parameters, gradient, velocity, segments, { weightDecay, momentum, trust, epsilon }, { vector, offset }) => {
  const [tensors, numbers] = [segments.shape[0]!, sizeOf(parameters)];
  const shareBits = Math.max(LEAST_SHARE_BITS, Math.ceil(Math.log2(numbers / MOST_SHARES)));
  // Each tensor's last share may not be full.
  const shares = Math.ceil(numbers / 2 ** shareBits) + tensors;
  const squares = allocate([shares, 2]);
  const run = (name: string, code: string, bindings: TensorInfo[]) =>
    dispatch({
      pass: { name, code: [larsCode, code].join('\n') },
      constants: {},
      bindings,
      uniforms: [tensors, shareBits, offset, ...[weightDecay, momentum, trust, epsilon].map((float) => ({ float }))],
      workgroups: [shares, 1, 1],
    });
  run('lars, norms', normsCode, [parameters, gradient, segments, squares]);
  run('lars', updateCode, [parameters, gradient, velocity, segments, squares, vector]);
  release(squares);
};
