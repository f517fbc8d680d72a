/**
 * How often the probes look, and at how many images. Derived from the experiment alone, never from measured time, so
 * that a link gives the same curve everywhere; sized so that online and refit probes together stay below 15 % of the
 * run. Costs are counted in multiply-adds of training.
 */
import type { Experiment } from '../experiment/fields';
import { describeNetwork } from '../model/describe';

export interface ProbePlan {
  /** Steps at which a refit probe is fitted, ascending; the first is 0, the last is the end. */
  refitSteps: readonly number[];
  /** The online probe is judged every so many steps (and whenever a refit is due). */
  onlineEvery: number;
  /** Images whose features a refit is fitted to, and judged on. */
  trainImages: number;
  testImages: number;
  /** Of the test images, how many judge the online probe between refits. */
  onlineImages: number;
}

/**
 * Planned shares of the run. A fit is many small operations and runs at a lower rate than training: at 12 and 2.5 % the probes
 * took 17.6 % of the default run on two wasm threads.
 */
const REFIT_SHARE = 0.09;
const ONLINE_SHARE = 0.025;
/** Refits on the way, the one at the end included. */
const REFITS = 10;
const ONLINE_EVALUATIONS = 25;
/** A fit needs about 60 evaluations, each two products of [images, D] with [D, classes], at half a convolution's speed. */
const FIT_PRODUCTS = 60 * 2 * 2;
/** Test images per training image of the refit probe. */
const TEST_RATIO = 0.5;
/** Below this an accuracy is mostly noise; short runs look less often instead, and very short ones only twice. */
const WANTED_TRAIN_IMAGES = 400;
const FEWEST_TRAIN_IMAGES = 150;
const FEWEST_ONLINE_IMAGES = 100;
/** Above this a fit gains little; long runs look at as many and spend less. */
const MOST_TRAIN_IMAGES = 5_000;
/** Numbers in the training features of a refit at most, a quarter of a gigabyte: wide last blocks see fewer images. */
const MOST_FEATURES = 2 ** 26;

export interface Available {
  trainImages: number;
  testImages: number;
  /** Classes of all tasks together. */
  classes: number;
}

export function probePlan(experiment: Experiment, available: Available): ProbePlan {
  const { steps, width } = experiment;
  const network = describeNetwork(experiment);
  const run = steps * network.stepMultiplyAdds;
  const perTrainImage = (1 + TEST_RATIO) * network.multiplyAdds + FIT_PRODUCTS * width * available.classes;

  const affordable = Math.floor((REFIT_SHARE * run) / (WANTED_TRAIN_IMAGES * perTrainImage));
  const looks = Math.min(Math.max(affordable, 2), REFITS + 1);
  const wanted = (REFIT_SHARE * run) / (looks * perTrainImage);
  const trainImages = clamp(Math.floor(wanted), FEWEST_TRAIN_IMAGES, Math.min(MOST_TRAIN_IMAGES, Math.floor(MOST_FEATURES / width), available.trainImages));
  const testImages = clamp(Math.floor(trainImages * TEST_RATIO), 1, available.testImages);

  const onlineBudget = (ONLINE_SHARE * run) / network.multiplyAdds;
  const evaluations = clamp(Math.floor(onlineBudget / FEWEST_ONLINE_IMAGES), 1, ONLINE_EVALUATIONS);
  const onlineEvery = Math.max(1, Math.ceil(steps / evaluations));
  const onlineWanted = Math.floor(onlineBudget / evaluations);
  return {
    refitSteps: [...new Set(Array.from({ length: looks }, (_, look) => Math.round((look * steps) / (looks - 1))))],
    onlineEvery,
    trainImages,
    testImages,
    onlineImages: clamp(onlineWanted, Math.min(FEWEST_ONLINE_IMAGES, testImages), testImages),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
