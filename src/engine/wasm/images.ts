/** Augmentation: the task of assembly/augment.ts. */
import type { Kernels } from '../kernels/kernels';
import { Task } from './assembly/tasks';
import { addressOf, addressOfSlice, float, make, run } from './machine';

export const augment: Kernels['augment'] = (pixels, images, parameters, views, mean, deviation) => {
  const result = make([views, 32, 32, 3]);
  const [scaleRed, scaleGreen, scaleBlue] = deviation.map((value) => float(1 / value)) as [number, number, number];
  const [shiftRed, shiftGreen, shiftBlue] = mean.map((value, channel) => float(-value / deviation[channel]!)) as [number, number, number];
  run(Task.augment, views, {
    pixels: addressOf(pixels),
    images: addressOfSlice(images),
    parameters: addressOfSlice(parameters),
    to: addressOf(result),
    ...{ scaleRed, scaleGreen, scaleBlue },
    ...{ shiftRed, shiftGreen, shiftBlue },
    bytesPerValue: pixels.dtype === 'float32' ? 4 : 1,
  });
  return result;
};
