/** Finds a WebGPU adapter and starts tfjs' WebGPU backend on it. Probing answers what there is; it does not throw. */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerKernels } from './kernels';
import { NoAnswer, within } from './within';

export type AdapterProbe =
  | { found: 'hardware' | 'software'; name: string }
  | { found: 'nothing'; why: 'no-webgpu' | 'insecure-context' | 'no-adapter' | 'silent-adapter' };

/** Names by which software adapters (rasterisers on the CPU) announce themselves. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

/** A graphics process that has to be started first answers within seconds, a broken driver never. */
const ADAPTER_LIMIT_MS = 10_000;
const DEVICE_LIMIT_MS = 20_000;

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
  const adapter = await asked(() => gpu.requestAdapter({ powerPreference: 'high-performance' }));
  if (adapter === 'silent') return { found: 'nothing', why: 'silent-adapter' };
  if (!adapter) return { found: 'nothing', why: 'no-adapter' };
  const info = (adapter as { info?: GPUAdapterInfo }).info;
  const words = [info?.description, info?.device, info?.architecture, info?.vendor].join(' ');
  const isSoftware = SOFTWARE.test(words) || Boolean(info?.isFallbackAdapter);
  return { found: isSoftware ? 'software' : 'hardware', name: nameOf(info) };
}

/** Null where the browser refuses, whether it rejects or throws. */
async function asked(request: () => Promise<GPUAdapter | null>): Promise<GPUAdapter | null | 'silent'> {
  try {
    return await within(ADAPTER_LIMIT_MS, 'the graphics adapter', request());
  } catch (error) {
    return error instanceof NoAnswer ? 'silent' : null;
  }
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
let isLimited = false;

/** tfjs waits for its device without end; and one that comes too late must not take the place of the CPU in the middle of a run. */
function limitWait(): void {
  if (isLimited) return;
  const factory = tf.findBackendFactory('webgpu');
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => within(DEVICE_LIMIT_MS, 'the graphics device', Promise.resolve(factory())), 3);
  isLimited = true;
}

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
  limitWait();
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
