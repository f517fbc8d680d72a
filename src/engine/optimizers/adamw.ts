import { kernels } from '../kernels';
import type { AdamWConstants } from '../kernels/kernels';
import type { Optimizer } from './optimizer';

/** Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), as `torch.optim.AdamW` computes it. */
export function adamw(settings: Pick<AdamWConstants, 'weightDecay'> & Partial<AdamWConstants>): Optimizer {
  const constants: AdamWConstants = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...settings };
  return {
    slots: 2,
    scalars: (step, learningRate) => [learningRate, 1 / (1 - constants.beta1 ** step), 1 / Math.sqrt(1 - constants.beta2 ** step)],
    update: (parameters, gradient, [mean, square], scalars) => kernels.adamw(parameters, gradient, mean!, square!, constants, scalars),
    dispose: () => undefined,
  };
}
