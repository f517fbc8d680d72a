import { OutOfMemory } from '../engine/failures';
import type { Experiment } from '../experiment/fields';
import { describeNetwork, type LayerDescription } from '../model/describe';
import { RIDGE_ROWS } from '../evaluate/ridge';
import { rangesOf } from '../model/pooledBlock';
import type { ProbedImages } from './probePlan';

const BYTES_PER_NUMBER = 4;
/** Parameters, their gradient, two optimizer slots, and one copy on its way to a checkpoint. */
const COPIES_OF_PARAMETERS = 5;
/** Of a moving average: its parameters, and one copy on its way to a checkpoint. Its maps are gone before those of the network come. */
const COPIES_OF_AVERAGE = 2;
/** On the way back: the gradient of a block's output, of each of its two terms, and an activation computed again. */
const MAPS_ON_THE_WAY_BACK = 4;
/** Holes in the heap, and buffers that are larger than what they hold. */
const OVERHEAD = 1.2;

/** What each backend can use: wasm has 32-bit addresses and tfjs builds it for 2 GiB; a GPU varies, most give this much. */
const AVAILABLE_BYTES = { wasm: 2 ** 31, webgpu: 2 ** 32 } as const;

/** Features of probe images: in pieces as they come, and joined. The logistic fit makes no copy. */
const COPIES_OF_FEATURES = 2;
/** Of the rows that a ridge regression reads: as they are, and standardised. */
const COPIES_OF_RIDGE_ROWS = 2;
/** Matrices of its factorisation on the device at once. */
const FACTORS = 3;

/** Numbers of the widest map of a layer, per view. */
function widestMap({ channels, side }: LayerDescription): number {
  return channels * side ** 2;
}

/** Numbers in maps at the peak of a step, per batch. */
function stepNumbers(layers: readonly LayerDescription[], views: number): number {
  const last = layers.find(({ kind }) => kind === 'last')!;
  const others = layers.filter((layer) => layer !== last);
  const rows = views * last.side ** 2;
  const { ranges, areKept } = rangesOf(rows, last.channels);
  const whole = 2 * rows * last.channels;
  const perRange = MAPS_ON_THE_WAY_BACK * rows * ranges[0]!.count;
  const lastBlock = views * (last.activations - 2 * widestMap(last) + 2 * last.channels) + (areKept ? whole : 0) + perRange;
  const kept = others.reduce((sum, { activations }) => sum + activations, 0);
  const passing = MAPS_ON_THE_WAY_BACK * Math.max(...others.map(widestMap));
  return views * (kept + passing) + lastBlock;
}

/**
 * Bytes that training this experiment needs at its peak, to about a third. A step and a refit probe never happen at
 * once, so the larger of the two counts. `probed`: images of an end, which sees the most.
 */
export function memoryNeed(experiment: Experiment, { trainImages, testImages }: ProbedImages): number {
  const { parameters, averagedParameters, layers } = describeNetwork(experiment);
  const step = OVERHEAD * stepNumbers(layers, 2 * experiment.batch);
  const { width } = experiment;
  const joining = COPIES_OF_FEATURES * Math.max(trainImages, testImages) * width;
  const rows = Math.min(RIDGE_ROWS, trainImages);
  const fitting = (trainImages + testImages + COPIES_OF_RIDGE_ROWS * rows) * width + FACTORS * Math.min(rows, width) ** 2;
  const refit = Math.max(joining + Math.min(trainImages, testImages) * width, fitting);
  return BYTES_PER_NUMBER * (COPIES_OF_PARAMETERS * parameters + COPIES_OF_AVERAGE * averagedParameters + Math.max(step, refit));
}

/** Throws `OutOfMemory` before anything is allocated that cannot fit. */
export function assertFits(experiment: Experiment, probed: ProbedImages, backend: keyof typeof AVAILABLE_BYTES): void {
  const needed = memoryNeed(experiment, probed);
  const available = AVAILABLE_BYTES[backend];
  if (needed > available) throw new OutOfMemory(needed, available);
}
