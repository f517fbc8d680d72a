/** Starts one of tfjs' own back ends, with none of our kernels. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export type StockBackend = 'webgpu' | 'webgl';

const packages = {
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
};

export async function startStock(backend: StockBackend): Promise<void> {
  await packages[backend]();
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs cannot start its ${backend} backend here.`);
}
