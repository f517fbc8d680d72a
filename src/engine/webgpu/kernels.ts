/** Every kernel in WGSL (see ../kernels/kernels.ts). */
import type { Kernels } from '../kernels/kernels';
import { adamw } from './adamw';
import { augment } from './augment';
import { barlow } from './barlow';
import { convolve, convolveFilterGradient, convolveInputGradient, multiply } from './convolutions';
import { follow } from './follow';
import { join } from './join';
import { joinBackward } from './joinBackward';
import { joinPooled } from './joinPooled';
import { lars } from './lars';
import { moments } from './moments';
import { ntXent } from './ntXent';
import { sgd } from './sgd';
import { softmaxError } from './softmaxError';
import { sumRows } from './sumRows';
import { vicreg } from './vicreg';

export const webgpuKernels: Kernels = {
  convolve,
  convolveInputGradient,
  convolveFilterGradient,
  sumRows,
  moments,
  join,
  joinPooled,
  joinBackward,
  multiply,
  sgd,
  adamw,
  lars,
  follow,
  augment,
  ntXent,
  vicreg,
  barlow,
  softmaxError,
};
