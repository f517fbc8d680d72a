/**
 * Chooses the backend of this thread, checks it, and says in one sentence which one runs and why. Imports of the back
 * ends themselves stay dynamic, so that a visitor downloads only what runs.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { BackendUnavailable, DeviceLost } from './failures';
import { selfCheck } from './selfCheck';
import { probeWebGpu, startWebGpu, type AdapterProbe, type WebGpuDevice } from './webgpuBackend';
import { within } from './within';

export type BackendWish = 'auto' | 'webgpu' | 'wasm' | 'software-webgpu';

export interface Device {
  backend: 'webgpu' | 'wasm';
  adapter: string;
  threads: number;
  /** Which backend runs and why, and the next step where there is one. */
  sentence: string;
  /** Resolves with a reason when the device is lost. */
  lost: Promise<string>;
}

/** A software adapter takes half a minute on two cores. */
const CHECK_LIMIT_MS = 180_000;

const NEVER = new Promise<string>(() => undefined);

const NOT_FOUND: Record<Extract<AdapterProbe, { found: 'nothing' }>['why'], string> = {
  'no-webgpu': 'this browser has no WebGPU; a current Chrome, Edge or Safari would train faster',
  'insecure-context': 'WebGPU needs a secure page; open it over https or from localhost to train faster',
  'silent-adapter': 'the browser’s WebGPU does not answer; restarting the browser or updating the graphics driver may help',
  'no-adapter': 'the browser offers no WebGPU adapter; turning on hardware acceleration or updating the graphics driver may help',
};

/** What was started and checked already, until it is lost. */
const started = new Map<BackendWish, Device>();

/** Resolves to a started and checked device. Throws `BackendUnavailable` where not even wasm runs or what was asked for is not there. */
export async function chooseBackend(wish: BackendWish): Promise<Device> {
  const known = started.get(wish);
  if (known) {
    await tf.setBackend(known.backend);
    return known;
  }
  const device = await startBackend(wish);
  started.set(wish, device);
  void device.lost.then(() => started.delete(wish));
  return device;
}

/** Lets the next start measure again which kernel variants suit the adapter. */
export async function retune(): Promise<void> {
  const { forgetTuning } = await import('./webgpu/tuningStore');
  for (const { backend, adapter } of started.values()) if (backend === 'webgpu') await forgetTuning(adapter);
  started.clear();
}

async function startBackend(wish: BackendWish): Promise<Device> {
  if (wish === 'wasm') return startCpu('as asked');
  const probe = await probeWebGpu();
  if (probe.found === 'nothing') return refuse(wish, NOT_FOUND[probe.why]);
  if (probe.found === 'software' && wish !== 'software-webgpu' && wish !== 'webgpu') {
    return startCpu('the only WebGPU adapter here is a software one, which is slower; turning on hardware acceleration may help');
  }
  let device: WebGpuDevice | null;
  try {
    device = await startWebGpu({ name: probe.name, isSoftware: probe.found === 'software' });
  } catch (error) {
    return refuse(wish, `WebGPU could not be started (${messageOf(error)}); reloading the page may help`);
  }
  if (!device) return refuse(wish, 'the browser refused a WebGPU device; closing other tabs that use the GPU may help');
  const wrong = await Promise.race([
    within(CHECK_LIMIT_MS, 'its check', selfCheck()).catch((error: unknown) => [`operation (${messageOf(error)})`]),
    device.lost.then((why) => [`operation (the device was lost: ${why})`]),
  ]);
  if (wrong.length > 0) {
    return refuse(wish, `WebGPU on ${probe.name} computes a wrong ${wrong.join(', ')}; updating the graphics driver may help`);
  }
  const asked = probe.found === 'software' ? ', a software adapter, as asked; expect it to be very slow' : '';
  return {
    backend: 'webgpu',
    adapter: probe.name,
    threads: 1,
    sentence: `Runs on WebGPU (${probe.name})${asked}; its gradients agree with the CPU’s.`,
    lost: device.lost,
  };
}

/** Falls back to the CPU, except where WebGPU was asked for by name. */
async function refuse(wish: BackendWish, reason: string): Promise<Device> {
  if (wish === 'auto') return startCpu(reason);
  throw new BackendUnavailable(`WebGPU was asked for, but ${reason}. Choose the automatic backend to train on the CPU.`);
}

async function startCpu(reason: string): Promise<Device> {
  const { startWasm } = await import('./wasm/backend');
  const threads = await startWasm();
  const count = threads === 1 ? 'one thread' : `${threads} threads`;
  // Without isolation there is one thread, however many cores.
  const isolation =
    self.crossOriginIsolated || navigator.hardwareConcurrency < 2
      ? ''
      : ' More threads need a cross-origin isolated page, as npm start serves it.';
  return {
    backend: 'wasm',
    adapter: `WebAssembly SIMD, ${count}`,
    threads,
    sentence: `Runs on the CPU (WebAssembly, ${count}): ${reason}.${isolation}`,
    lost: NEVER,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The promise's value, or `DeviceLost` where the device goes first: a read-back from a lost device may never come. */
export function orLost<T>(device: Device, promise: Promise<T>): Promise<T> {
  if (device.lost === NEVER) return promise;
  const lost = device.lost.then((reason): never => {
    throw new DeviceLost(reason);
  });
  return Promise.race([promise, lost]);
}
