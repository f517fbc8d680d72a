import type { Measure } from '../browserMeasurements';
import type { OurStepTimes } from '../measurements';
import type { OurBackend } from '../ours';
import type { Repetitions } from '../step';

/** A step of ours takes seconds on a software WebGPU adapter, and tenths of a second on wasm. */
const repetitions: Readonly<Record<OurBackend, Repetitions>> = {
  webgpu: { warmUps: 1, timed: 3 },
  wasm: { warmUps: 2, timed: 7 },
};

/** Always with the same repetitions, so that rows share one measurement. */
export function ourStep(measure: Measure, backend: OurBackend): Promise<OurStepTimes> {
  return measure('ourStep', { backend, ...repetitions[backend] });
}
