/** Which device will probably train, so that a time can be expected before anything runs. Asks, and starts nothing. */
import { wasmThreads, type StepDevice } from '../engine/stepTime';
import { within } from '../engine/within';
import type { BackendWish } from '../worker/protocol';

const LIMIT_MS = 10_000;

export function cpu(): StepDevice {
  const threads = globalThis.crossOriginIsolated ? wasmThreads(navigator.hardwareConcurrency) : 1;
  return { backend: 'wasm', threads };
}

export async function presumeDevice(wish: BackendWish): Promise<StepDevice> {
  if (wish === 'wasm') return cpu();
  try {
    const adapter = await within(LIMIT_MS, 'the graphics adapter', Promise.resolve((navigator.gpu as GPU | undefined)?.requestAdapter()));
    return adapter && !adapter.info.isFallbackAdapter ? { backend: 'webgpu', threads: 1 } : cpu();
  } catch {
    return cpu();
  }
}
