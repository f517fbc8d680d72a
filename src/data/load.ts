/** From what an experiment says about images to images in memory. Runs in the training worker. */
import type { Experiment } from '../experiment/fields';
import { probedSource } from '../experiment/probedSource';
import { withoutImagesOf } from './apart';
import { cifarFormats } from './cifar/format';
import { loadCifar } from './cifar/load';
import { DataMissing } from './dataMissing';
import type { Dataset, ExperimentImages } from './dataset';
import { withDerivedTasks } from './derived/derive';
import { imageSources } from './library/sources';
import type { ImageSource } from './library/source';
import { loadOwn } from './own/load';
import { ownState } from './own/places';
import { shapesDataset } from './shapes/generate';

export { DataMissing };

/** Test images of the generated set; the standard error of an accuracy of 50 % is then 0.8 points. */
export const SHAPES_TEST_IMAGES = 4000;

export type ImageRequest = Pick<Experiment, 'data' | 'images' | 'scenes' | 'probe' | 'tasks'>;

type Sources = () => Promise<readonly ImageSource[]>;

/**
 * Images to pretrain on and images that judge. No test image of the latter is among the training images of either. Throws
 * DataMissing, or an error of the source where a file is not what it should be.
 */
export async function loadImages(request: ImageRequest, onProgress?: (share: number) => void, sources: Sources = imageSources): Promise<ExperimentImages> {
  const { data, images, scenes, tasks } = request;
  const probed = probedSource(request);
  const parts = probed === data ? 1 : 2;
  const load = (source: Experiment['data'], part: number) => loadDataset(source, images, scenes, (share) => onProgress?.((part + share) / parts), sources);
  const loaded = await load(data, 0);
  if (probed === data) return { pretraining: loaded, probing: tasks === 'derived' ? withDerivedTasks(loaded, scenes) : loaded };

  const others = await load(probed, 1);
  const pretraining = { ...loaded, train: withoutImagesOf(others.test, loaded.train) };
  const { mean, deviation } = pretraining;
  return { pretraining, probing: { ...(tasks === 'derived' ? withDerivedTasks(others, scenes) : others), mean, deviation } };
}

/** One set of at most `images` training images, fewer where the files hold fewer, and test images that are never among them. */
export async function loadDataset(
  source: Experiment['data'],
  images: number,
  scenes: number,
  onProgress?: (share: number) => void,
  sources: Sources = imageSources,
): Promise<Dataset> {
  switch (source) {
    case 'shapes':
      return shapesDataset(scenes, images, SHAPES_TEST_IMAGES, onProgress);
    case 'cifar10':
    case 'cifar100':
      return loadCifar(cifarFormats[source], images, await sources(), onProgress);
    case 'own':
      return loadOwn(images, await sources(), onProgress);
  }
}

/** Equal for requests that give the same images now: dropped or removed files count, the scenes' seed only where something is drawn. */
export async function imagesKey(request: ImageRequest, sources: Sources = imageSources): Promise<string> {
  const { data, images, scenes, tasks } = request;
  const probed = probedSource(request);
  const isDrawn = tasks === 'derived' || data === 'shapes' || probed === 'shapes';
  const places = await sources();
  const states = await Promise.all([data, probed].map((source) => stateOf(source, places)));
  return JSON.stringify([data, probed, tasks, images, isDrawn ? scenes : null, states]);
}

async function stateOf(source: Experiment['data'], places: readonly ImageSource[]): Promise<unknown> {
  switch (source) {
    case 'shapes':
      return null;
    case 'cifar10':
    case 'cifar100':
      return Promise.all(places.map((place) => place.list(cifarFormats[source].folder)));
    case 'own':
      return Promise.all(places.map(ownState));
  }
}
