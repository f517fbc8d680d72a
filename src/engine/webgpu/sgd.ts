import type { Kernels } from '../kernels/kernels';
import { everyNumber, sizeOf } from './everyNumber';
import sgdCode from './sgd.wgsl?raw';

/** See `Kernels.sgd`. One pass. */
export const sgd: Kernels['sgd'] = (parameters, gradient, velocity, { weightDecay, momentum, nesterov }, { vector, offset }) => {
  const count = sizeOf(parameters);
  everyNumber('sgd', sgdCode, count, {
    constants: { NESTEROV: nesterov },
    bindings: [parameters, gradient, velocity, vector],
    uniforms: [{ float: weightDecay }, { float: momentum }, count, offset],
  });
};
