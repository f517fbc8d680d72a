import type { Kernels } from '../kernels/kernels';
import adamwCode from './adamw.wgsl?raw';
import { everyNumber, sizeOf } from './everyNumber';

/** See `Kernels.adamw`. One pass. */
export const adamw: Kernels['adamw'] = (parameters, gradient, mean, square, { weightDecay, beta1, beta2, epsilon }, { vector, offset }) => {
  const count = sizeOf(parameters);
  everyNumber('adamw', adamwCode, count, {
    constants: {},
    bindings: [parameters, gradient, mean, square, vector],
    uniforms: [...[weightDecay, beta1, beta2, 1 - beta1, 1 - beta2, epsilon].map((float) => ({ float })), count, offset],
  });
};
