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

/** Bytes that training this experiment needs at its peak, to about a third. */
export function memoryNeed(experiment: Experiment): number {
  const { parameters, activations } = describeNetwork(experiment);
  const views = 2 * experiment.batch;
  return BYTES_PER_NUMBER * (COPIES_OF_PARAMETERS * parameters + ACTIVATION_OVERHEAD * views * activations);
}

/** Throws `OutOfMemory` before anything is allocated that cannot fit. */
export function assertFits(experiment: Experiment, backend: keyof typeof AVAILABLE_BYTES): void {
  const needed = memoryNeed(experiment);
  const available = AVAILABLE_BYTES[backend];
  if (needed > available) throw new OutOfMemory(needed, available);
}
