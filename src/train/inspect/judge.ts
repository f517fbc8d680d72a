/** Every probe on a network and on its untrained self: what each row of the table on the page is measured by. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { ExperimentImages } from '../../data/dataset';
import { binarisedProbe } from '../../evaluate/binarised';
import { FEW_DRAWS, FEW_SHARES, fewLabelsProbe } from '../../evaluate/fewLabelsProbe';
import { mlpProbe } from '../../evaluate/mlpProbe';
import { nearestNeighbourAccuracies } from '../../evaluate/nearestNeighbours';
import { refitProbe, type ProbeSet } from '../../evaluate/refitProbe';
import { projectorWidths } from '../../model/describe';
import type { Network } from '../../model/network';
import type { Judgement, ProbeKind, TaskAccuracy } from '../events';
import { chooseImages, featuresOf, type ProbeImages } from '../probeImages';
import { namedTasks } from '../probes';
import { networkOf, type Subject, untrainedNetwork } from './subject';

/** More images narrow the sampling error (±0.7 points at 60 % on 5,000) and cost seconds. */
const TRAIN_IMAGES = 5_000;
const TEST_IMAGES = 5_000;
/** Numbers in all features together, half a gigabyte: at D = 32768 some 4,000 images. */
const MOST_NUMBERS = 2 ** 27;

export interface Surroundings {
  say: (label: string, fraction: number) => void;
  /** Yields; throws where the inspection is to end. */
  breathe: () => Promise<void>;
}

interface Row {
  probe: ProbeKind;
  layer?: number;
  share?: number;
  draws?: number;
  dimensions: number;
  accuracy: TaskAccuracy;
}

/** Accuracies on clean test images of probes fitted to clean training images, at the network's step and at step 0. */
export async function judge(subject: Subject, images: ExperimentImages, surroundings: Surroundings): Promise<Judgement> {
  const { experiment, step } = subject;
  const { probing } = images;
  const perImage = projectorWidths(experiment).reduce((sum, width) => sum + width, 0);
  const most = Math.floor(MOST_NUMBERS / perImage / 2);
  const train = chooseImages(probing, 'train', Math.min(TRAIN_IMAGES, most), experiment.seed);
  const test = chooseImages(probing, 'test', Math.min(TEST_IMAGES, most), experiment.seed);

  const rowsOf = async (which: string, network: Network, from: number): Promise<Row[]> => {
    try {
      return await judgeNetwork(network, { train, test, seed: experiment.seed, images }, {
        ...surroundings,
        say: (label, fraction) => surroundings.say(`${label}, ${which} network`, from + fraction / 2),
      });
    } finally {
      network.dispose();
    }
  };
  const untrained = await rowsOf('untrained', untrainedNetwork(subject), 0);
  const trained = await rowsOf('trained', networkOf(subject), 0.5);
  return {
    step,
    trainImages: train.indices.length,
    testImages: test.indices.length,
    probes: trained.map(({ accuracy, ...row }, index) => ({ ...row, untrained: untrained[index]!.accuracy, trained: accuracy })),
  };
}

interface Chosen {
  train: ProbeImages;
  test: ProbeImages;
  seed: number;
  images: ExperimentImages;
}

async function judgeNetwork(network: Network, { train, test, seed, images: { probing } }: Chosen, { say, breathe }: Surroundings): Promise<Row[]> {
  const held: Tensor2D[] = [];
  const named = (shares: readonly number[]) => namedTasks(probing, shares);
  try {
    const layersOf = async (images: ProbeImages) => {
      const features = await featuresOf((batch) => network.layers(batch), images, probing, breathe);
      held.push(...features);
      return features.map((layer): ProbeSet => ({ features: layer, tasks: images.tasks }));
    };
    say('Features', 0);
    const fitted = await layersOf(train);
    const judged = await layersOf(test);
    const [h, queries] = [fitted[0]!, judged[0]!];
    const dimensions = h.features.shape[1];

    const rows: Row[] = [];
    const add = async (label: string, share: number, probe: Omit<Row, 'accuracy'>, measure: () => Promise<readonly number[]>) => {
      say(label, share);
      await breathe();
      rows.push({ ...probe, accuracy: named(await measure()) });
    };
    await add('Logistic regression', 0.3, { probe: 'logistic', dimensions }, () => refitProbe(h, queries));
    for (const share of FEW_SHARES) {
      await add(`Probe with ${100 * share} % of the labels`, 0.4, { probe: 'few', share, draws: FEW_DRAWS, dimensions }, () => fewLabelsProbe(h, queries, share, seed, breathe));
    }
    await add('MLP probe', 0.45, { probe: 'mlp', dimensions }, () => mlpProbe(h, queries, seed, breathe));
    await add('Binarised features', 0.7, { probe: 'binarised', dimensions }, () => binarisedProbe(h, queries));
    await add('Nearest neighbours', 0.8, { probe: 'knn', dimensions }, () => nearestNeighbourAccuracies(h.features, h.tasks, queries.features, queries.tasks));
    for (let layer = 1; layer < fitted.length; layer++) {
      const [below, above] = [fitted[layer]!, judged[layer]!];
      await add(`Projector layer ${layer}`, 0.9, { probe: 'projector', layer, dimensions: below.features.shape[1] }, () => refitProbe(below, above));
    }
    return rows;
  } finally {
    for (const tensor of held) tensor.dispose();
  }
}
