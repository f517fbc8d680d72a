/** What every source of images delivers. Knows neither tensors nor where the bytes came from. */

export const IMAGE_SIDE = 32;
export const IMAGE_CHANNELS = 3;
/** Bytes of one image. */
export const IMAGE_BYTES = IMAGE_SIDE * IMAGE_SIDE * IMAGE_CHANNELS;

/** A downstream task: a name as the public contract spells it, and what its labels mean. */
export interface Task {
  readonly name: string;
  readonly classNames: readonly string[];
}

/** Accuracy of guessing; null where the number of classes is not known, as of a run from elsewhere. */
export function chanceOf({ classNames }: Task): number | null {
  return classNames.length > 0 ? 1 / classNames.length : null;
}

export interface ImageSet {
  readonly count: number;
  /** [count, 3, 32, 32] as bytes 0…255: planar, as CIFAR stores them; red plane, green plane, blue plane. */
  readonly pixels: Uint8Array;
  /** One label per image for every task, keyed by the task's name. */
  readonly labels: Readonly<Record<string, Uint8Array>>;
}

export interface Dataset {
  readonly name: 'shapes' | 'cifar10' | 'cifar100' | 'own';
  /** The first task is the one whose labels `supervised` and two-class sampling use. */
  readonly tasks: readonly Task[];
  readonly train: ImageSet;
  /** Never used for training, neither of the network nor of a probe. */
  readonly test: ImageSet;
  /** Per channel, of pixel values scaled to 0…1; views and clean images are normalised with these. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/** What a run works with. One and the same object twice, unless other images or other tasks judge. */
export interface ExperimentImages {
  readonly pretraining: Dataset;
  /** Its `mean` and `deviation` are those of `pretraining`: they belong to the input of the network, not to the images. */
  readonly probing: Dataset;
}

/** Classes of each source's first task: what a supervised run's classifier has to tell apart. Own images have their own number. */
export const FIRST_TASK_CLASSES = { shapes: 8, cifar10: 10, cifar100: 100 } as const;
