import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { registerKernels } from '../../src/engine/kernels';
import { plainKernels } from '../../src/engine/kernels/plain';
import { plainMemory } from '../../src/engine/kernels/plainMemory';

/** tfjs' JavaScript backend with the kernels' definitions: slow, and right. */
export async function startPlain(): Promise<void> {
  registerKernels('cpu', { ...plainKernels, ...plainMemory });
  await tf.setBackend('cpu');
}
