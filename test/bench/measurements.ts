/** What can be measured in a page: names of the files in measure/, what each is given and what it finds. */
import type { DeviceCounts } from './deviceCounts';
import type { OurBackend } from './ours';
import type { JaxBackend } from './peers/jaxStep';
import type { LayoutName } from './peers/jaxConvolutions';
import type { Repetitions, StepTimes } from './step';
import type { StockBackend } from './stock/start';

export interface OurStepTimes extends StepTimes {
  adapter: string;
  threads: number;
  /** Of the last step; null off WebGPU. */
  counts: Pick<DeviceCounts, 'dispatches' | 'uploadBytes'> | null;
}

/** GFLOP/s. */
export interface ConvolutionRates {
  forward: number;
  'input-gradient': number;
  'filter-gradient': number;
}

/** Seconds. */
export interface ProbeTimes {
  adapter: string;
  threads: number;
  offline: number;
  neighbours: number;
}

export interface Measurements {
  ourStep: { given: { backend: OurBackend } & Repetitions; found: OurStepTimes };
  stockStep: { given: { backend: StockBackend } & Repetitions; found: StepTimes };
  jaxStep: { given: { backend: JaxBackend; layout: LayoutName } & Repetitions; found: StepTimes };
  ourConvolutions: { given: { backend: OurBackend }; found: ConvolutionRates };
  ourProbes: { given: { backend: OurBackend; width: number; trainImages: number; testImages: number }; found: ProbeTimes };
  stockConvolutions: { given: { backend: StockBackend }; found: ConvolutionRates };
}
