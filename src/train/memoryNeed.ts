import { OutOfMemory } from '../engine/failures';
import type { Experiment } from '../experiment/fields';
import { describeNetwork } from '../model/describe';

const BYTES_PER_NUMBER = 4;
/** Parameters, their gradient, two optimizer slots, the new values of all three, and the views of the flat vector. */
const COPIES_OF_PARAMETERS = 8;
/**
 * Tensors peak at 0.9 times the kept activations (measured on wasm for `tiny` and `small`, D = 32 to 8192); packed filters
 * and holes in the heap bring the memory itself to about 1.5.
 */
const ACTIVATION_OVERHEAD = 1.5;

/** What each backend can use: wasm has 32-bit addresses and tfjs builds it for 2 GiB; a GPU varies, most give this much. */
const AVAILABLE_BYTES = { wasm: 2 ** 31, webgpu: 2 ** 32 } as const;

/** Features of probe images: as they come, standardised, with the bias column, and packed for the products of the fit. */
const COPIES_OF_FEATURES = 4;

/**
 * Bytes that training this experiment needs at its peak, to about a third. A step and a refit probe never happen at
 * once, so the larger of the two counts. `probeImages`: training and test images of a refit.
 */
export function memoryNeed(experiment: Experiment, probeImages: number): number {
  const { parameters, activations } = describeNetwork(experiment);
  const step = ACTIVATION_OVERHEAD * 2 * experiment.batch * activations;
  const refit = COPIES_OF_FEATURES * probeImages * experiment.width;
  return BYTES_PER_NUMBER * (COPIES_OF_PARAMETERS * parameters + Math.max(step, refit));
}

/** Throws `OutOfMemory` before anything is allocated that cannot fit. */
export function assertFits(experiment: Experiment, probeImages: number, backend: keyof typeof AVAILABLE_BYTES): void {
  const needed = memoryNeed(experiment, probeImages);
  const available = AVAILABLE_BYTES[backend];
  if (needed > available) throw new OutOfMemory(needed, available);
}
