/**
 * tfjs' WebGPU backend in Node, on Dawn, for the project's kernels. The adapter is a real one where Vulkan has one, else the
 * software adapter that Chromium brings (webgpuEnvironment.ts), or one that does nothing, for counting.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { create, globals } from 'webgpu';

export type DawnBackend = 'vulkan' | 'null';

/** Dawn must live as long as its devices, so there is one per process. */
let offered: GPU | undefined;

function offer(backend: DawnBackend): GPU {
  if (!offered) {
    Object.assign(globalThis, globals);
    offered = create([`backend=${backend}`]);
    // Node has a navigator of its own from version 21 on.
    if (!('navigator' in globalThis)) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
    Object.defineProperty(globalThis.navigator, 'gpu', { value: offered, configurable: true });
  }
  return offered;
}

/** Why there is no WebGPU in this Node, which is said where tests are skipped for it; null where there is. */
export async function missingWebGpu(): Promise<string | null> {
  const adapter = await offer('vulkan').requestAdapter().catch(() => null);
  if (adapter) return null;
  const why = 'Dawn finds no Vulkan adapter here; npm run test:unit points it at the one that Chromium brings';
  console.warn(`Skipped on WebGPU: ${why}.`);
  return why;
}

/** Makes WebGPU the backend of this thread, on the first call's adapter. */
export async function startWebGpuInNode(backend: DawnBackend = 'vulkan'): Promise<void> {
  offer(backend);
  await import('@tensorflow/tfjs-backend-webgpu');
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', 3);
  await tf.setBackend('webgpu');
}
