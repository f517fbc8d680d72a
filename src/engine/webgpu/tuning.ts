/** Picks the variant of each kernel by timing a middling layer on the adapter in use. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Filter } from '../kernels/kernels';
import { CANDIDATES, currentTuning, TUNED, useTuning, type Tuned, type Tuning } from './candidates';
import { convolve, convolveFilterGradient, convolveInputGradient, multiply } from './convolutions';
import { allocate, release, webgpuBackend } from './dispatch';

export { currentTuning, defaultTuning, useTuning, type Tuning } from './candidates';

/** What a measurement may cost, in milliseconds of waiting; candidates that are left keep the default. */
const MOST_IN_ALL = 3000;

/** A repeated run lasts at least so long, in milliseconds, lest the wait for the device is what is measured. */
const LEAST_PER_SAMPLE = 4;

const MOST_REPEATS = 32;
const SAMPLES = 2;

const [IMAGES, SIDE, CHANNELS] = [32, 16, 64];
const [ROWS, INNER] = [512, 512];

/** A run of each kernel on zeros, in shapes that a training step has. Returns what frees its tensors, too. */
function workloads(): { run: Record<Tuned, () => void>; free: () => void } {
  const x = allocate([IMAGES, SIDE, SIDE, CHANNELS]);
  const y = allocate([IMAGES, SIDE, SIDE, CHANNELS]);
  const vector = allocate([9 * CHANNELS * CHANNELS]);
  const gradient = allocate([9 * CHANNELS * CHANNELS]);
  const a = allocate([ROWS, INNER]);
  const filterIn = (place: TensorInfo): Filter => ({ vector: place, offset: 0, size: 3, inputs: CHANNELS, outputs: CHANNELS, rowStride: CHANNELS });
  return {
    run: {
      convolve: () => release(convolve(x, filterIn(vector), 1, null)),
      convolveInputGradient: () => void convolveInputGradient(y, filterIn(vector), 1, [SIDE, SIDE], x),
      convolveFilterGradient: () => convolveFilterGradient(x, y, 1, filterIn(gradient)),
      multiply: () => release(multiply(a, a, false, false)),
    },
    free: () => release(x, y, vector, gradient, a),
  };
}

async function timeOf(run: () => void, repeats: number): Promise<number> {
  const backend = webgpuBackend();
  const start = performance.now();
  for (let repeat = 0; repeat < repeats; repeat++) run();
  if (backend.commandEncoder) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
  await backend.queue.onSubmittedWorkDone();
  return performance.now() - start;
}

/** Milliseconds of one run, the best of a few. The first run, which compiles, does not count. */
async function measured(run: () => void): Promise<number> {
  await timeOf(run, 1);
  const once = await timeOf(run, 1);
  const repeats = Math.min(MOST_REPEATS, Math.ceil(LEAST_PER_SAMPLE / once));
  let best = repeats === 1 ? once : Infinity;
  for (let sample = repeats === 1 ? 1 : 0; sample < SAMPLES; sample++) best = Math.min(best, (await timeOf(run, repeats)) / repeats);
  return best;
}

/** Times the candidates, by default all, of each kernel; what is in use stays in use. */
export async function measureTuning(candidates: Readonly<Record<Tuned, readonly string[]>> = allCandidates()): Promise<Tuning> {
  const before = currentTuning();
  const chosen = { ...before };
  const { run, free } = workloads();
  const start = performance.now();
  try {
    for (const kernel of TUNED) {
      let best = Infinity;
      // What is in use first, so that it is what stays where time runs out.
      for (const id of [before[kernel], ...candidates[kernel].filter((other) => other !== before[kernel])]) {
        if (best < Infinity && performance.now() - start > MOST_IN_ALL) break;
        useTuning({ ...before, [kernel]: id });
        const time = await measured(run[kernel]);
        if (time < best) [best, chosen[kernel]] = [time, id];
      }
    }
  } finally {
    useTuning(before);
    free();
  }
  return chosen;
}

/** The ids of every candidate. */
export function allCandidates(): Record<Tuned, string[]> {
  return Object.fromEntries(TUNED.map((kernel) => [kernel, Object.keys(CANDIDATES[kernel])])) as Record<Tuned, string[]>;
}
