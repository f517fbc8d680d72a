/**
 * How long a training step is expected to take, before any was taken: multiply-adds, elementwise passes over the
 * activations, and the optimizer's passes over the parameters, each at a rate of the backend. Pure, so that the page can
 * ask while a thumb is dragged; a measured step refines it (`slowdownOf`).
 */

/** The counts of a network that decide; `NetworkDescription` has them. */
export interface StepWork {
  stepMultiplyAdds: number;
  /** Per view. */
  activations: number;
  parameters: number;
}

export interface StepDevice {
  backend: 'webgpu' | 'wasm';
  /** Threads of the wasm backend; 1 for WebGPU. */
  threads: number;
  /** Measured time of a step ÷ expected time on this device; 1 while nothing was measured. */
  slowdown?: number;
}

/** Threads of the wasm backend: up to four cores all of them serve; beyond, half, since hyper-threads add little to matrix products. */
export function wasmThreads(cores: number): number {
  return Math.max(Math.floor(cores / 2), Math.min(cores, 4));
}

interface Rates {
  multiplyAddsPerMs: number;
  /** Numbers of kept activations per millisecond, over all passes of forward and backward. */
  activationsPerMs: number;
  parametersPerMs: number;
  /** Per view: augmentation and the copy to the device. */
  viewMs: number;
  /** Dispatches and read-backs. */
  fixedMs: number;
}

/**
 * Fitted, to 7 %, to steps of `tiny` and `small` at 32 to 128 images, widths 32 to 4096 and up to three projector layers, on two
 * threads of an x86-64 processor with relaxed SIMD. What a view costs is mostly its stem, whose three channels fill no vector.
 */
const WASM: Rates = { multiplyAddsPerMs: 16.5e6, activationsPerMs: 0.4e6, parametersPerMs: 1.5e6, viewMs: 0.55, fixedMs: 2 };
/** Each further thread adds this much of the first one's products, measured at two. */
const THREAD_GAIN = 0.8;

/** An estimate for a mid-range GPU; not measured, hence refined by the first steps of a run. */
const WEBGPU: Rates = { multiplyAddsPerMs: 300e6, activationsPerMs: 3e6, parametersPerMs: 5e6, viewMs: 0.02, fixedMs: 5 };

/** Expected milliseconds of one training step of this network at this batch. */
export function estimateStepMilliseconds(network: StepWork, experiment: { batch: number }, device: StepDevice): number {
  const rates = device.backend === 'wasm' ? WASM : WEBGPU;
  const threads = device.backend === 'wasm' ? 1 + THREAD_GAIN * (device.threads - 1) : 1;
  const views = 2 * experiment.batch;
  const expected =
    network.stepMultiplyAdds / (rates.multiplyAddsPerMs * threads) +
    (views * network.activations) / rates.activationsPerMs +
    network.parameters / rates.parametersPerMs +
    views * rates.viewMs +
    rates.fixedMs;
  return expected * (device.slowdown ?? 1);
}

/** The `slowdown` that makes the estimate agree with a measured step. */
export function slowdownOf(
  measuredMilliseconds: number,
  network: StepWork,
  experiment: { batch: number },
  device: Omit<StepDevice, 'slowdown'>,
): number {
  return measuredMilliseconds / estimateStepMilliseconds(network, experiment, device);
}
