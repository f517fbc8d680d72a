/** All rows of the benchmark, in the order in which they are measured and told. */
import { convolutionRows } from './rows/convolutions';
import { deviceRows } from './rows/device';
import { pageRows } from './rows/page';
import type { RowPlan } from './rows/plan';
import { probeRows } from './rows/probes';
import { stepRows } from './rows/step';

export const rowPlans: readonly RowPlan[] = [...stepRows, ...deviceRows, ...convolutionRows, ...probeRows, ...pageRows];
