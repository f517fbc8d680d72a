/** Picks the variant of each kernel by timing a middling layer on the adapter in use. */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter } from '../kernels/kernels';
import { CANDIDATES, currentTuning, isTile, TUNED, useTuning, type Tuned, type Tuning } from './candidates';
import { convolve, convolveFilterGradient, convolveInputGradient, multiply } from './convolutions';
import { allocate, compiled, release, webgpuBackend } from './dispatch';

export { currentTuning, defaultTuning, isTuning, useTuning, type Tuning } from './candidates';

/** Layers as a network's middle has them, of few images or of many: 0.15 and 2.4 GFLOP in a convolution. */
const [SIDE, CHANNELS, FEW, MANY] = [16, 64, 4, 64];

/** Milliseconds within which a GPU has computed the layer of few images, but no software adapter has. */
const GPU_WITHIN = 5;

/** Milliseconds after which no further variant is timed. */
const MOST = { gpu: 700, software: 2500 };

/** Milliseconds that a sample lasts at least, lest the wait for the device is what is measured; its runs at most; and how often. */
const [LEAST_PER_SAMPLE, MOST_RUNS, SAMPLES] = [5, 16, 3];

/** Part of the time of the variant in use that another must stay below, since clocks in browsers are coarse. */
const CLEARLY_FASTER = 0.93;

interface Workload {
  readonly run: Record<Tuned, () => void>;
  free(): void;
}

/** A run of each kernel on whatever lies in memory, in shapes that a training step has. */
function workload(images: number): Workload {
  const x = allocate([images, SIDE, SIDE, CHANNELS]);
  const dy = allocate([images, SIDE, SIDE, CHANNELS]);
  const vector = allocate([9 * CHANNELS * CHANNELS]);
  const gradient = allocate([9 * CHANNELS * CHANNELS]);
  const a = allocate([images * CHANNELS, CHANNELS]);
  const filterIn = (place: TensorInfo): Filter => ({ vector: place, offset: 0, size: 3, inputs: CHANNELS, outputs: CHANNELS, rowStride: CHANNELS });
  return {
    run: {
      convolve: () => release(convolve(x, filterIn(vector), 1, null)),
      convolveInputGradient: () => release(convolveInputGradient(dy, filterIn(vector), 1, [SIDE, SIDE], null)!),
      convolveFilterGradient: () => convolveFilterGradient(x, dy, 1, filterIn(gradient)),
      multiply: () => release(multiply(a, a, false, true)),
    },
    free: () => release(x, dy, vector, gradient, a),
  };
}

function withVariant(kernel: Tuned, id: string, run: () => void): () => void {
  return () => {
    const before = currentTuning();
    useTuning({ ...before, [kernel]: id });
    run();
    useTuning(before);
  };
}

async function compile(runs: readonly (() => void)[]): Promise<void> {
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  try {
    for (const run of runs) run();
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  }
  await compiled();
}

/** Milliseconds until the device has done so many runs. */
async function timeOf(run: () => void, runs = 1): Promise<number> {
  const backend = webgpuBackend();
  const start = performance.now();
  for (let repeat = 0; repeat < runs; repeat++) run();
  if (backend.commandEncoder) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
  await backend.queue.onSubmittedWorkDone();
  return performance.now() - start;
}

/** Milliseconds of one run, the best of a few. */
async function bestOf(run: () => void): Promise<number> {
  const once = await timeOf(run);
  if (once > LEAST_PER_SAMPLE) return Math.min(once, await timeOf(run));
  const runs = Math.min(MOST_RUNS, Math.ceil(LEAST_PER_SAMPLE / once));
  let best = Infinity;
  for (let sample = 0; sample < SAMPLES; sample++) best = Math.min(best, (await timeOf(run, runs)) / runs);
  return best;
}

/** Whether the adapter computes as a GPU does. */
async function isGpu(): Promise<boolean> {
  const { run, free } = workload(FEW);
  await compile([run.convolve]);
  await timeOf(run.convolve);
  const time = await timeOf(run.convolve);
  free();
  return time < GPU_WITHIN;
}

/**
 * Times the variants, by default all of them, against those in use, which stay in use and are kept where time runs out. The
 * first kernel settles whether workgroup memory pays on this adapter; for the others, only its kind is timed.
 */
export async function measureTuning(variants: Readonly<Record<Tuned, readonly string[]>> = allVariants()): Promise<Tuning> {
  const start = performance.now();
  const gpu = await isGpu();
  const isLate = () => performance.now() - start > (gpu ? MOST.gpu : MOST.software);
  const before = currentTuning();
  const chosen = { ...before };
  const [first] = TUNED;
  const { run, free } = workload(gpu ? MANY : FEW);
  try {
    for (const kernel of TUNED) {
      if (isLate()) break;
      const isOfKind = (id: string) => kernel === first || isTile(CANDIDATES[kernel][id]!) === isTile(CANDIDATES[first][chosen[first]]!);
      const others = variants[kernel].filter((id) => id !== before[kernel] && isOfKind(id));
      const timed = [before[kernel], ...others].map((id) => ({ id, work: withVariant(kernel, id, run[kernel]) }));
      if (timed.length === 1) continue;
      await compile(timed.map(({ work }) => work));
      let best = Infinity;
      for (const { id, work } of timed) {
        if (isLate()) break;
        const time = await bestOf(work);
        if (time < CLEARLY_FASTER * best) [best, chosen[kernel]] = [time, id];
      }
    }
  } finally {
    free();
  }
  return chosen;
}

function allVariants(): Record<Tuned, string[]> {
  return Object.fromEntries(TUNED.map((kernel) => [kernel, Object.keys(CANDIDATES[kernel])])) as Record<Tuned, string[]>;
}
