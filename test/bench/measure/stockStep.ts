import type { Measurements } from '../measurements';
import { BENCH_ROWS } from '../net';
import { timeSteps, type StepTimes } from '../step';
import { startStock } from '../stock/start';
import { openStockStep } from '../stock/step';

export async function measure({ backend, ...repetitions }: Measurements['stockStep']['given']): Promise<StepTimes> {
  await startStock(backend);
  return timeSteps(openStockStep('bench', BENCH_ROWS), repetitions);
}
