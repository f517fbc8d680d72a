/** Own images as a data set, whether they were stored or read from a folder just now. */
import { pick, withoutImagesOf } from '../apart';
import { IMAGE_CHANNELS, type Dataset, type ImageSet } from '../dataset';
import { UnusableFolder } from './errors';
import { OWN_TASK } from './readImages';

export interface OwnImages {
  readonly classes: readonly string[];
  readonly train: ImageSet;
  readonly test: ImageSet;
}

/** Images without the classes of which fewer than `fewest` were read, or none for training or testing; and the names of those. */
export function withoutSmallClasses({ classes, train, test }: OwnImages, fewest: number): { images: OwnImages; leftOut: readonly string[] } {
  const count = ({ labels }: ImageSet, label: number) => labels[OWN_TASK]!.filter((other) => other === label).length;
  const isKept = (label: number) => {
    const [forTraining, forTesting] = [count(train, label), count(test, label)];
    return forTraining > 0 && forTesting > 0 && forTraining + forTesting >= fewest;
  };
  const kept = classes.map((_, label) => label).filter(isKept);
  if (kept.length === classes.length) return { images: { classes, train, test }, leftOut: [] };
  const of = (set: ImageSet): ImageSet => {
    const members = Array.from({ length: set.count }, (_, image) => image).filter((image) => kept.includes(set.labels[OWN_TASK]![image]!));
    const picked = pick(set, members);
    return { ...picked, labels: { [OWN_TASK]: picked.labels[OWN_TASK]!.map((label) => kept.indexOf(label)) } };
  };
  return {
    images: { classes: kept.map((label) => classes[label]!), train: of(train), test: of(test) },
    leftOut: classes.filter((_, label) => !kept.includes(label)),
  };
}

/** Removes test images from training and checks that enough is left. Throws UnusableFolder. */
export function checkedImages({ classes, train, test }: OwnImages): OwnImages {
  const apart = { classes, train: withoutImagesOf(test, train), test };
  if (new Set(apart.train.labels[OWN_TASK]).size < 2 || test.count === 0) {
    throw new UnusableFolder(
      `Of this folder, ${apart.train.count} training and ${test.count} test images are usable, too few for two classes: images that ` +
        'cannot be read, or that are the same in training and test, do not count. Add other images, then choose the folder again.',
    );
  }
  return apart;
}

/** Mean and deviation are those of the training images in it. */
export function ownDataset({ classes, train, test }: OwnImages): Dataset {
  return { name: 'own', tasks: [{ name: OWN_TASK, classNames: classes }], train, test, ...channelMoments(train) };
}

/** A network cannot be fed with images that are divided by zero; this is one step of a byte. */
const LEAST_DEVIATION = 1 / 255;

/** Per channel, of values scaled to 0…1. */
export function channelMoments({ count, pixels }: ImageSet): Pick<Dataset, 'mean' | 'deviation'> {
  const plane = pixels.length / count / IMAGE_CHANNELS;
  const sums = [0, 0, 0];
  const squares = [0, 0, 0];
  for (let start = 0, channel = 0; start < pixels.length; start += plane, channel = (channel + 1) % IMAGE_CHANNELS) {
    // Whole numbers below 2⁵³ for any number of images, so the sums are exact.
    for (let at = start; at < start + plane; at++) {
      const byte = pixels[at]!;
      sums[channel]! += byte;
      squares[channel]! += byte * byte;
    }
  }
  const values = count * plane;
  const mean = sums.map((sum) => sum / values / 255);
  const deviation = squares.map((sum, channel) => Math.sqrt(sum / values / 255 ** 2 - mean[channel]! ** 2));
  return {
    mean: mean as unknown as Dataset['mean'],
    deviation: deviation.map((value) => Math.max(LEAST_DEVIATION, value || 0)) as unknown as Dataset['deviation'],
  };
}
