/** The images that probes see, and their features: clean, in inference mode, chosen by the seed alone. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { cleanImages, type Normalisation } from '../data/augment';
import type { Dataset, ImageSet } from '../data/dataset';
import type { LogisticTask } from '../evaluate/logisticTask';
import { randomStream, shuffled } from '../random/stream';

/** Images per inference pass: bounds memory, and lets the worker breathe in between. */
const CHUNK = 128;

export interface ProbeImages {
  set: ImageSet;
  indices: Int32Array;
  /** Labels in the order of `indices`, per task. */
  tasks: LogisticTask[];
}

const parts = { train: 0, test: 1 } as const;

/** At most `count` images of a part, in an order that depends on the seed alone: fewer are the first of more. */
export function chooseImages(dataset: Dataset, part: keyof typeof parts, count: number, seed: number): ProbeImages {
  const set = dataset[part];
  const indices = shuffled(set.count, randomStream(seed, 'probe', parts[part])).slice(0, count);
  const tasks = dataset.tasks.map(({ name, classNames }) => ({
    labels: Uint8Array.from(indices, (index) => set.labels[name]![index]!),
    classes: classNames.length,
  }));
  return { set, indices, tasks };
}

export function firstOf({ set, indices, tasks }: ProbeImages, count: number): ProbeImages {
  return {
    set,
    indices: indices.subarray(0, count),
    tasks: tasks.map(({ labels, classes }) => ({ labels: labels.subarray(0, count), classes })),
  };
}

/** All but the first `count`. */
export function restOf({ set, indices, tasks }: ProbeImages, count: number): ProbeImages {
  return { set, indices: indices.subarray(count), tasks: tasks.map(({ labels, classes }) => ({ labels: labels.subarray(count), classes })) };
}

/**
 * What `represent` makes of every image, chunk by chunk: [images, …] for each tensor that it returns. The caller frees
 * them. `represent` gets normalised images [n, 32, 32, 3] and runs within a tidy.
 */
export async function featuresOf(
  represent: (images: Tensor4D) => Tensor2D[],
  { set, indices }: ProbeImages,
  normalisation: Normalisation,
  breathe: () => Promise<void>,
): Promise<Tensor2D[]> {
  const chunks: Tensor2D[][] = [];
  try {
    for (let from = 0; from < indices.length; from += CHUNK) {
      chunks.push(tf.tidy(() => represent(cleanImages(set.pixels, indices.subarray(from, from + CHUNK), normalisation))));
      await breathe();
    }
    return chunks[0]!.map((_, place) => joined(chunks.map((chunk) => chunk[place]!)));
  } finally {
    for (const chunk of chunks) for (const tensor of chunk) if (!tensor.isDisposed) tensor.dispose();
  }
}

/** One below the other; frees the pieces, so that no more than one set of them is held twice. */
function joined(pieces: readonly Tensor2D[]): Tensor2D {
  const whole: Tensor2D = pieces.length === 1 ? tf.clone(pieces[0]!) : tf.concat2d([...pieces], 0);
  for (const piece of pieces) piece.dispose();
  return whole;
}
