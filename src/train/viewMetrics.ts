/** Metrics that compare views of the same image: how far augmentation moves a representation, against how far images lie apart. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { viewsOf } from '../data/augment';
import type { Dataset } from '../data/dataset';
import { drawViews, packViews } from '../data/views';
import { alignment } from '../evaluate/geometry';
import { lidar } from '../evaluate/lidar';
import { rowsOf } from '../evaluate/representation';
import type { Experiment } from '../experiment/fields';
import type { Network } from '../model/network';
import { chooseImages } from './probeImages';

/** LiDAR's scatter matrices need several views of each image; its paper takes 50 of 1,000 (Thilak et al. 2023, arXiv 2312.04000). */
const IMAGES = 96;
/** Drawn as the two views of this many steps that no run reaches. */
const DRAWS = [2 ** 30, 2 ** 30 + 1];
const VIEWS = 2 * DRAWS.length;

/** Of test images of the pretraining set, augmented as in training, in inference mode. */
export async function viewMetrics(network: Network, experiment: Experiment, dataset: Dataset): Promise<{ alignment: number; lidar: number }> {
  const { set, indices } = chooseImages(dataset, 'test', IMAGES, experiment.seed);
  const views: Tensor2D[] = DRAWS.flatMap((step) =>
    ([0, 1] as const).map((view) => {
      const parameters = packViews(drawViews(experiment, indices.length, step, view));
      return tf.tidy(() => network.represent(viewsOf(set.pixels, indices, parameters, dataset)));
    }),
  );
  // Row by row the views of one image, as LiDAR wants them.
  const grouped: Tensor2D = tf.tidy(() => tf.reshape(tf.stack(views, 1), [indices.length * VIEWS, -1]));
  try {
    return { alignment: alignment(await rowsOf(views[0]!), await rowsOf(views[1]!)), lidar: lidar(await rowsOf(grouped), VIEWS) };
  } finally {
    for (const tensor of [...views, grouped]) tensor.dispose();
  }
}
