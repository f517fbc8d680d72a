import { kernels } from '../kernels';
import type { SgdConstants } from '../kernels/kernels';
import type { Optimizer } from './optimizer';

/** Stochastic gradient descent with momentum, as `torch.optim.SGD` computes it. */
export function sgd(settings: Pick<SgdConstants, 'weightDecay'> & Partial<SgdConstants>): Optimizer {
  const constants: SgdConstants = { momentum: 0.9, nesterov: false, ...settings };
  return {
    slots: 1,
    scalars: (_, learningRate) => [learningRate],
    update: (parameters, gradient, [velocity], scalars) => kernels.sgd(parameters, gradient, velocity!, constants, scalars),
    dispose: () => undefined,
  };
}
