import type { Kernels } from '../kernels/kernels';
import augmentCode from './augment.wgsl?raw';
import { allocate, dispatch, type Uniform } from './dispatch';

const SIDE = 32;

function floats(values: readonly number[]): Uniform[] {
  return values.map((float) => ({ float }));
}

/** See `Kernels.augment`. One pass. */
export const augment: Kernels['augment'] = (pixels, images, parameters, views, mean, deviation) => {
  const output = allocate([views, SIDE, SIDE, 3]);
  dispatch({
    pass: { name: 'augment', code: augmentCode },
    constants: { FLOATS: pixels.dtype === 'float32' },
    bindings: [pixels, images.vector, parameters.vector, output],
    uniforms: [...floats(mean), images.offset, ...floats(deviation), parameters.offset],
    workgroups: [views, 1, 1],
  });
  return output;
};
