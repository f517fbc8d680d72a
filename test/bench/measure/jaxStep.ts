import type { Measurements } from '../measurements';
import { BENCH_ROWS } from '../net';
import { openJaxStep } from '../peers/jaxStep';
import { timeSteps, type StepTimes } from '../step';

export async function measure({ backend, layout, ...repetitions }: Measurements['jaxStep']['given']): Promise<StepTimes> {
  return timeSteps(await openJaxStep(backend, layout, BENCH_ROWS), repetitions);
}
