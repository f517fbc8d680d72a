/** From an experiment's `data`, `images` and `seed` to images in memory. Runs in the training worker. */
import type { Experiment } from '../experiment/fields';
import type { Dataset } from './dataset';
import { shapesDataset } from './shapes/generate';

/** Test images of the generated set; sampling error at 60 % is then ±1.1 points. */
export const SHAPES_TEST_IMAGES = 2000;

export type DataRequest = Pick<Experiment, 'data' | 'images' | 'seed'>;

/** The images that an experiment asks for are not on this machine. */
export class DataMissing extends Error {
  override name = 'DataMissing';
}

/** At most `images` training images: fewer where the files hold fewer. Throws DataMissing. */
export async function loadDataset(request: DataRequest, onProgress?: (share: number) => void): Promise<Dataset> {
  if (request.data === 'shapes') return shapesDataset(request.seed, request.images, SHAPES_TEST_IMAGES, onProgress);
  throw new DataMissing(`There are no ${request.data} images on this machine yet. Drop their archive on the page first.`);
}
