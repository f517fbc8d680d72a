/** A picture of the test features in two dimensions, with each image's nearest neighbours among them. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { cleanImages, RAW } from '../../data/augment';
import type { ExperimentImages } from '../../data/dataset';
import { principalComponents } from '../../evaluate/principalComponents';
import { similarImages } from '../../evaluate/similarImages';
import { umapLayout } from '../../evaluate/umapLayout';
import type { FeatureMap, MapLayout } from '../events';
import { rgba } from '../pictures';
import { chooseImages, featuresOf } from '../probeImages';
import type { Surroundings } from './judge';
import { networkOf, type Subject } from './subject';

const IMAGES = 600;
const NEIGHBOURS = 8;

export async function mapOf(subject: Subject, images: ExperimentImages, layout: MapLayout, { say, breathe }: Surroundings): Promise<FeatureMap> {
  const { experiment, step } = subject;
  const { probing } = images;
  const shown = chooseImages(probing, 'test', IMAGES, experiment.seed);
  const placesOf = async (features: Tensor2D): Promise<Pick<FeatureMap, 'places' | 'shares'>> => {
    if (layout === 'pca') {
      const { places, shares } = await principalComponents(features, 2);
      return { places, shares: [shares[0]!, shares[1]!] };
    }
    return { places: await umapLayout(features, experiment.seed, (share) => (say('UMAP', (1 + share) / 2), breathe())) };
  };
  const network = networkOf(subject);
  try {
    say('Features', 0);
    const [features] = await featuresOf((batch) => [network.represent(batch)], shown, probing, breathe);
    try {
      say(layout === 'pca' ? 'Principal components' : 'UMAP', 0.5);
      await breathe();
      const { neighbours, cosines } = await similarImages(features!, NEIGHBOURS);
      return {
        layout,
        step,
        count: shown.indices.length,
        ...(await placesOf(features!)),
        labels: Object.fromEntries(probing.tasks.map(({ name }, task) => [name, Uint8Array.from(shown.tasks[task]!.labels)])),
        pixels: await rgba(cleanImages(shown.set.pixels, shown.indices, RAW)),
        neighbours,
        cosines,
      };
    } finally {
      features!.dispose();
    }
  } finally {
    network.dispose();
  }
}
