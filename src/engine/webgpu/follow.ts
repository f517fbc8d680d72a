import type { Kernels } from '../kernels/kernels';
import { everyNumber } from './everyNumber';
import followCode from './follow.wgsl?raw';

/** See `Kernels.follow`. One pass. */
export const follow: Kernels['follow'] = (average, values, share) => {
  everyNumber('follow', followCode, average.length, {
    constants: {},
    bindings: [average.vector, values.vector, share.vector],
    uniforms: [average.length, average.offset, values.offset, share.offset],
  });
};
