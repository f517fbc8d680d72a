/**
 * How often the probes look, and at how many images. Derived from the experiment alone, never from measured time, so that a link
 * gives the same curve everywhere, and never from the width or the projector, so that accuracies can be compared across them.
 *
 * Costs are counted in images: a training step takes two views of each through three passes, forward and twice as much
 * backward, and at every width an image that is probed costs about one such pass. Probing is to stay below 15 % of a
 * run of 400 steps of 64, which are 153,600: both ends take 16,000 of them, looks and the online probe 3 %, and the rest is for the fits.
 */
import type { Experiment } from '../experiment/fields';

/** Images whose features a probe is fitted to, and judged on. */
export interface ProbedImages {
  trainImages: number;
  testImages: number;
}

export interface ProbePlan {
  /** Steps at which a refit probe is fitted, ascending; the first is 0, the last is the end. */
  refitSteps: readonly number[];
  /** The online probe is judged every so many steps (and whenever a refit is due). */
  onlineEvery: number;
  /** Of every look: the first ones of `ends`. */
  looks: ProbedImages;
  /** Of the evaluation of the untrained and of the trained network. */
  ends: ProbedImages;
  /** Of the test images, how many judge the online probe between refits. */
  onlineImages: number;
}

/** Enough for the fit at D = 2048, and all test images that a data set has. */
const END_TRAIN_IMAGES = 4_000;
const MOST_END_TEST_IMAGES = 10_000;
/** Passes of a run from which on its ends get all of these: 100 steps of 64. Shorter ones get their share, so that trying something out stays quick. */
const WHOLE_ENDS_FROM = 38_400;
/** Numbers in all features of an end at most, half a gigabyte: with 8,000 images nothing is cut up to D = 16384; beyond, both parts are. */
const MOST_FEATURES = 2 ** 27;

/** Of the run, looks on the way together and the online probe between them. */
const LOOK_SHARE = 0.02;
const ONLINE_SHARE = 0.01;
/** Looks on the way, at equal distances. */
const LOOKS_ON_THE_WAY = 4;
const LOOK_TRAIN_IMAGES = 500;
/** Test images per training image of a look. */
const TEST_RATIO = 0.5;
/** Long runs can afford more. */
const MOST_LOOK_TRAIN_IMAGES = 2_000;
/** Below this an accuracy is mostly noise; very short runs look only twice. */
const FEWEST_TRAIN_IMAGES = 150;
const FEWEST_TEST_IMAGES = 100;
const ONLINE_EVALUATIONS = 20;

export interface Available {
  trainImages: number;
  testImages: number;
}

/** Of training: every image of a step in two views, forward and backward. */
function passesOf({ steps, batch }: Experiment): number {
  return steps * batch * 2 * 3;
}

export function probePlan(experiment: Experiment, available: Available): ProbePlan {
  const { steps, width } = experiment;
  const passes = passesOf(experiment);
  const ends = endsOf(passes, width, available);

  const affordable = Math.floor((LOOK_SHARE * passes) / (LOOK_TRAIN_IMAGES * (1 + TEST_RATIO)));
  const looks = clamp(affordable, 0, LOOKS_ON_THE_WAY);
  const wanted = looks === 0 ? FEWEST_TRAIN_IMAGES : Math.floor((LOOK_SHARE * passes) / looks / (1 + TEST_RATIO));
  const trainImages = Math.min(clamp(wanted, FEWEST_TRAIN_IMAGES, MOST_LOOK_TRAIN_IMAGES), ends.trainImages);
  const testImages = Math.min(Math.max(Math.floor(trainImages * TEST_RATIO), FEWEST_TEST_IMAGES), ends.testImages);

  const onlineImages = Math.min(FEWEST_TEST_IMAGES, testImages);
  const evaluations = clamp(Math.floor((ONLINE_SHARE * passes) / onlineImages), 1, ONLINE_EVALUATIONS);
  return {
    refitSteps: [...new Set(Array.from({ length: looks + 2 }, (_, look) => Math.round((look * steps) / (looks + 1))))],
    onlineEvery: Math.max(1, Math.ceil(steps / evaluations)),
    looks: { trainImages, testImages },
    ends,
    onlineImages,
  };
}

function endsOf(passes: number, width: number, available: Available): ProbedImages {
  const share = Math.min(1, passes / WHOLE_ENDS_FROM);
  const part = (most: number, fewest: number, here: number) => Math.min(here, Math.max(fewest, Math.floor(share * most)));
  const trainImages = part(END_TRAIN_IMAGES, FEWEST_TRAIN_IMAGES, available.trainImages);
  const testImages = part(Math.min(available.testImages, MOST_END_TEST_IMAGES), FEWEST_TEST_IMAGES, available.testImages);
  const held = Math.min(1, MOST_FEATURES / width / (trainImages + testImages));
  return { trainImages: Math.max(1, Math.floor(held * trainImages)), testImages: Math.max(1, Math.floor(held * testImages)) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
