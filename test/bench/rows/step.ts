/** One training step of the bench net, 32 rows through it, against whoever else can compute it. */
import type { Measure } from '../browserMeasurements';
import type { OurStepTimes } from '../measurements';
import { BENCH_ROWS } from '../net';
import type { OurBackend } from '../ours';
import { ourStep } from './ourStep';
import type { RowPlan } from './plan';
import { median, type Repetitions, type StepTimes } from '../step';
import { torchStep } from '../peers/torch';

/** Tens of seconds a step. */
const SLOW: Repetitions = { warmUps: 1, timed: 1 };
const MEDIUM: Repetitions = { warmUps: 1, timed: 2 };
const QUICK: Repetitions = { warmUps: 2, timed: 5 };

/** The first losses of two sides start from equal weights and images; a larger share between them is another computation. */
const LOSS_TOLERANCE = 1e-3;

function sameWork(ours: StepTimes, theirs: StepTimes): void {
  const difference = Math.abs(ours.firstLoss - theirs.firstLoss) / Math.abs(theirs.firstLoss);
  if (!(difference < LOSS_TOLERANCE)) throw new Error(`The first loss is ${ours.firstLoss} where the baseline has ${theirs.firstLoss}, so they compute different things.`);
}

function spread(milliseconds: readonly number[]): string {
  const [least, most] = [Math.min(...milliseconds).toFixed(0), Math.max(...milliseconds).toFixed(0)];
  return milliseconds.length === 1 ? `${least} ms, one step` : `${least} to ${most} ms`;
}

/** A row of one of our back ends against another implementation in the browser. */
function stepRow(name: string, backend: OurBackend, against: string, theirs: (measure: Measure) => Promise<StepTimes>): RowPlan {
  return {
    name,
    unit: 'ms',
    better: 'less',
    async measure({ measure }) {
      const ours: OurStepTimes = await ourStep(measure, backend);
      const baseline = await theirs(measure);
      sameWork(ours, baseline);
      const note = `${BENCH_ROWS} images, ${ours.adapter}; ours ${spread(ours.milliseconds)}; baseline ${against}, ${spread(baseline.milliseconds)}`;
      return { ours: median(ours.milliseconds), baseline: median(baseline.milliseconds), note };
    },
  };
}

const pytorch: RowPlan = {
  name: 'step/wasm-vs-pytorch',
  unit: 'ms',
  better: 'less',
  async measure({ measure }) {
    const ours = await ourStep(measure, 'wasm');
    const torch = await torchStep({ rows: BENCH_ROWS, threads: ours.threads, ...QUICK });
    if (torch === null) return { ours: median(ours.milliseconds), baseline: null, note: 'no python3 with torch here' };
    const note = `${ours.adapter}; baseline PyTorch ${torch.version} on ${ours.threads} threads, ${spread(torch.milliseconds)}`;
    return { ours: median(ours.milliseconds), baseline: median(torch.milliseconds), note };
  },
};

export const stepRows: readonly RowPlan[] = [
  stepRow('step/webgpu', 'webgpu', 'tfjs webgpu', (measure) => measure('stockStep', { backend: 'webgpu', ...SLOW })),
  stepRow('step/webgpu-vs-jax-js', 'webgpu', 'jax-js webgpu', (measure) => measure('jaxStep', { backend: 'webgpu', layout: 'convolutions', ...MEDIUM })),
  stepRow('step/wasm', 'wasm', 'tfjs webgl', (measure) => measure('stockStep', { backend: 'webgl', ...SLOW })),
  stepRow('step/wasm-vs-jax-js', 'wasm', 'jax-js wasm, 3×3 convolutions as nine products', (measure) =>
    measure('jaxStep', { backend: 'wasm', layout: 'products', ...QUICK })),
  pytorch,
];
