/** Finds a WebGPU adapter and starts tfjs' WebGPU backend on it. Probing answers what there is; it does not throw. */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerKernels } from './kernels';

export type AdapterProbe =
  | { found: 'hardware' | 'software'; name: string }
  | { found: 'nothing'; why: 'no-webgpu' | 'insecure-context' | 'no-adapter'; };

/** Names by which software adapters (rasterisers on the CPU) announce themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

/** Always the plain tiled product: the split-K variant adds floats atomically, so its sums differ from run to run. */
const MATMUL_PACKED_PROGRAM = 3;

function nameOf(info: GPUAdapterInfo | undefined): string {
  const parts = [info?.description, info?.device, info?.architecture, info?.vendor];
  return parts.find((part) => part) ?? 'unnamed adapter';
}

export async function probeWebGpu(): Promise<AdapterProbe> {
  if (!self.isSecureContext) return { found: 'nothing', why: 'insecure-context' };
  // The types say that `gpu` is always there; browsers without WebGPU disagree.
  const gpu = (navigator as { gpu?: GPU }).gpu;
  if (!gpu) return { found: 'nothing', why: 'no-webgpu' };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return { found: 'nothing', why: 'no-adapter' };
  const info = (adapter as { info?: GPUAdapterInfo }).info;
  const words = [info?.description, info?.device, info?.architecture, info?.vendor].join(' ');
  const isSoftware = SOFTWARE.test(words) || Boolean(info?.isFallbackAdapter);
  return { found: isSoftware ? 'software' : 'hardware', name: nameOf(info) };
}

export interface WebGpuDevice {
  /** Resolves with a reason when the device is lost for good; never when it was destroyed on purpose. */
  lost: Promise<string>;
}

/** Lets go of a lost device, so that the next start asks for a new one. tfjs would hand out the dead one again. */
function forgetDevice(): void {
  const factory = tf.findBackendFactory('webgpu');
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', factory, 3);
}

let deviceIsLost = false;

/** Call once per start: our kernels and the variants of them that suit the adapter. */
async function equip(adapter: { name: string; isSoftware: boolean }): Promise<void> {
  const [{ webgpuKernels }, { webgpuMemory }, { tuneTo }] = await Promise.all([
    import('./webgpu/kernels'),
    import('./webgpu/memory'),
    import('./webgpu/tuneTo'),
  ]);
  registerKernels('webgpu', { ...webgpuKernels, ...webgpuMemory });
  await tuneTo(adapter);
}

/** Makes WebGPU the backend of this thread; null where the device is refused. */
export async function startWebGpu(adapter: { name: string; isSoftware: boolean }): Promise<WebGpuDevice | null> {
  await import('@tensorflow/tfjs-backend-webgpu');
  if (deviceIsLost) forgetDevice();
  deviceIsLost = false;
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', MATMUL_PACKED_PROGRAM);
  const started = await tf.setBackend('webgpu').catch(() => false);
  if (!started) return null;
  await equip(adapter);
  const { device } = tf.backend() as WebGPUBackend;
  // tfjs listens for neither of these, and without a listener a failed dispatch goes unnoticed.
  const lost = new Promise<string>((resolve) => {
    void device.lost.then((info) => {
      if (info.reason !== 'destroyed') resolve(info.message || 'the driver gave no reason');
    });
    device.addEventListener('uncapturederror', (event) => {
      if (event.error instanceof GPUOutOfMemoryError) resolve('it ran out of memory');
    });
  });
  void lost.then(() => (deviceIsLost = true));
  return { lost };
}
